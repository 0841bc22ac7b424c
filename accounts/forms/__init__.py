from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """A form's data. An empty POST binds it too: it is told what is missing."""
    return request.POST if request.method == "POST" else None
