"""The peer's own pages, and beside them hello world and a way to sign in without a form."""

from django.contrib import admin
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import include, path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello, world")


def sign_in(request: HttpRequest) -> HttpResponse:
    user = authenticate(request, username="bench", password="bench")
    if user is None:
        return HttpResponse(status=403)
    login(request, user)
    return HttpResponse(get_token(request))


urlpatterns = [
    path("hello/", hello),
    path("sign-in/", sign_in),
    path("admin/", admin.site.urls),
    path("", include("helpdesk.urls", namespace="helpdesk")),
]
