"""The content security policy, worded once for all pages that say nothing of their own."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class ContentPolicyMiddleware(CSPMiddleware):
    """Django-csp's, which puts its policy together for every answer anew.

    A page that used a nonce or carries a policy of its own gets what django-csp makes of it.
    """

    usual: str | None = None

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The usual policy, unless the page asked for another."""
        own = getattr(request, "_csp_nonce", None) or any(
            name.startswith("_csp") for name in vars(response)
        )
        if own or settings.DEBUG:
            return super().process_response(request, response)
        if self.usual is None:
            self.usual = build_policy()
        response.headers.setdefault(HEADER, self.usual)
        return response
