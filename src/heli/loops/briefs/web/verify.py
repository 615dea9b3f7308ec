"""Anybody checks a brief: by the code that is printed on it, or with the file that proves it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from heli.core.access.doors import door
from heli.core.acts import anyone
from heli.core.measures.log import seal_key
from heli.core.measures.queries import bundle_of
from heli.kit.bundle import Report, fingerprint, verify
from heli.loops.briefs import policies
from heli.loops.briefs.queries.issued import issued
from heli.loops.briefs.web.files import verify_url
from heli.shell import clock
from heli.shell.requests import Request


LARGEST = 20 * 1024 * 1024


class CodeForm(forms.Form):
    """The code under a brief."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Ten letters and digits beside the QR code, such as 7K3F9-QXM2H."),
    )


class FileForm(forms.Form):
    """An exported brief."""

    file = forms.FileField(
        label=_("Exported brief"),
        allow_empty_file=True,
        help_text=_("The file you were given or downloaded; its name ends in .heli."),
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than any brief."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than any brief."))
        return file


@door("portal", policy=anyone, unsafe=True)
def entrance(request: Request) -> HttpResponse:
    """Enter a code, or give the file: it is read, checked and forgotten."""
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            context = _told(verify(file.read(), trusted_keys=[seal_key()]))
            context["name"] = file.name
            status = 200 if context["holds"] else 422
            return render(request, "briefs/verify/result.html", context, status=status)
        context = {"file_form": form, "code_form": CodeForm()}
        return render(request, "briefs/verify/entrance.html", context, status=422)
    if code := request.GET.get("code", "").strip():
        slug = "".join(c for c in code if c.isalnum() or c == "-")
        return redirect("briefs:verify_code", slug or "-")
    context = {"file_form": FileForm(), "code_form": CodeForm(), "key": fingerprint(seal_key())}
    return render(request, "briefs/verify/entrance.html", context)


def _told(report: Report) -> dict[str, Any]:
    """A report in the reader's language."""
    language = translation.get_language() or "en"
    return {
        "holds": not report.faults,
        "report": report,
        "faults": [r.text(language) for r in report.faults],
        "checked": [r.text(language) for r in report.checked],
        "notices": [r.text(language) for r in report.notices],
        "payload": report.payload,
        "fingerprint": report.fingerprint,
    }


@door("portal", policy=anyone)
def by_code(request: Request, code: str) -> HttpResponse:
    """What was sealed under a code, checked now from the records of the seal itself."""
    found = issued(code)
    if found is None:
        return render(request, "briefs/verify/unknown.html", {"code": code}, status=404)
    if code != found.seal.code:
        return redirect("briefs:verify_code", found.seal.code)
    report = verify(bundle_of(found.seal, at=clock.now()), trusted_keys=[seal_key()])
    context = {
        **_told(report),
        "issued": found,
        "is_public": bool(policies.public.check(request.actor, found.brief)),
        "url": verify_url(found.seal.code),
    }
    return render(request, "briefs/verify/code.html", context)
