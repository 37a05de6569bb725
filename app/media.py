"""GET /media/<width>/<key>.<format>: pictures in the size and format a page asks for, cached for ever."""

from fastapi import APIRouter, Response

from backend.catalog.media import PictureFormat, derivative

router = APIRouter()
_IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable"}


@router.get("/media/{width}/{path:path}", include_in_schema=False, openapi_extra={"x-permission": "everyone"})
def picture(width: int, path: str) -> Response:
    """The derived picture, or 404."""
    key, _, suffix = path.rpartition(".")
    if suffix not in set(PictureFormat):
        return Response(status_code=404)
    picture_format = PictureFormat(suffix)
    body = derivative(key, width=width, picture_format=picture_format)
    if body is None:
        return Response(status_code=404)
    return Response(body, media_type=picture_format.content_type, headers=_IMMUTABLE)
