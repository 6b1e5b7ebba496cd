"""Settings of Streamlit's own OIDC login, which wants them as `st.secrets`."""

from typing import Any

from slipway_ui.secret_file import SecretFile
from slipway_ui.settings import LoginMode, Settings


def oidc_secrets(settings: Settings) -> dict[str, Any] | None:
    """The `auth` section for st.App; None in other modes. Raises OSError or ValueError for an unusable file."""
    if settings.ui_login is not LoginMode.OIDC:
        return None
    # Settings made sure that they are there; this tells the type checker.
    if (
        settings.cookie_secret_file is None
        or settings.ui_oidc_client_secret_file is None
        or settings.ui_public_url is None
    ):
        raise ValueError("the settings of SLIPWAY_UI_LOGIN=oidc are incomplete")
    return {
        "auth": {
            "redirect_uri": f"{str(settings.ui_public_url).rstrip('/')}/oauth2callback",
            "cookie_secret": SecretFile(settings.cookie_secret_file).text(),
            "client_id": settings.ui_oidc_client_id,
            "client_secret": SecretFile(settings.ui_oidc_client_secret_file).text(),
            "server_metadata_url": str(settings.ui_oidc_metadata_url),
        }
    }
