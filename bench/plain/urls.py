"""Hello world, and a form that creates two rows durably: for anybody, and for whoever signed in."""

from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from bench.plain.records.models import Case, Event


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello, world")


def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


def sign_in(request: HttpRequest) -> HttpResponse:
    user = authenticate(request, username="bench", password="bench")
    if user is None:
        return HttpResponse(status=403)
    login(request, user)
    return HttpResponse(get_token(request))


def create(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        case = Case.objects.create(
            title=request.POST["title"],
            state="open",
            opened_at=timezone.now(),  # noqa: TID251  -- control
        )
        Event.objects.create(case=case, verb="open", at=case.opened_at, note="bench")
    return redirect("/hello/")


urlpatterns = [
    path("hello/", hello),
    path("form/", form),
    path("sign-in/", sign_in),
    path("create/", create),
    path("create-signed-in/", login_required(create)),
]
