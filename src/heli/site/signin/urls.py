"""The doors of signing in. Only what Heli uses of allauth has an address."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from heli.core.access.doors import door
from heli.core.acts import anyone, signed_in
from heli.site.signin import views


entrance = door("portal", policy=anyone, unsafe=True)
own_account = door("portal", policy=signed_in, unsafe=True)

urlpatterns = [
    path("login/", entrance(account.login), name="account_login"),
    path("logout/", entrance(account.logout), name="account_logout"),
    path("inactive/", entrance(account.account_inactive), name="account_inactive"),
    path("confirm/", own_account(account.reauthenticate), name="account_reauthenticate"),
    path("password/", own_account(account.password_change), name="account_change_password"),
    path("password/set/", own_account(account.password_set), name="account_set_password"),
    path("first-run/", views.first_run, name="first_run"),
    path("invitation/<int:pk>/<str:token>/", views.invitation, name="invitation"),
    path("second-factor/", own_account(mfa.index), name="mfa_index"),
    path("second-factor/code/", entrance(mfa.authenticate), name="mfa_authenticate"),
    path("second-factor/confirm/", own_account(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/add/", own_account(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/remove/", own_account(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("recovery-codes/", own_account(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/",
        own_account(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recovery-codes/download/",
        own_account(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
