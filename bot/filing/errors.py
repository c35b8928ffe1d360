"""Why a file was not put into somebody's OneDrive. The docstring is what they are told."""

from __future__ import annotations


class FilingRefused(Exception):
    """The file could not be put into your OneDrive."""

    def __init__(self) -> None:
        super().__init__(" ".join((self.__doc__ or "").split()))


class OfferOver(FilingRefused):
    """That offer has run out and nothing was saved: ask me for the report again, and choose the file once more."""


class NotTheirOffer(FilingRefused):
    """That file was offered to somebody else and nothing was saved: ask me for the report yourself."""


class ForeignAddress(FilingRefused):
    """Teams named a place that is not in your organisation's OneDrive, so the file was not sent there: use the download
    link, and tell the administrator of this bot."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__()


class UploadFault(FilingRefused):
    """The file did not arrive in your OneDrive."""


class UploadOver(UploadFault):
    """The time to save the file was over, so it was not put into your OneDrive: press “Try again”, or use the download
    link."""


class UploadNotTaken(UploadFault):
    """Your OneDrive did not take the file, perhaps because it is full: make room and press “Try again”, or use the
    download link."""


class UploadNotReached(UploadFault):
    """Your OneDrive could not be reached, so the file is not in it: press “Try again” in a few minutes, or use the
    download link."""


class UploadUnknown(UploadFault):
    """Your OneDrive did not say whether it has the file: look there first, then press “Try again” if it is missing, or
    use the download link."""
