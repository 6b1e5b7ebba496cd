"""Loads Streamlit's configuration the way `streamlit run` does, for a process that Uvicorn serves."""

import os
from pathlib import Path
from typing import Final

from streamlit import config
from streamlit.web import bootstrap

from slipway_ui.secret_file import SecretFile
from slipway_ui.settings import Settings

SCRIPT: Final = Path(__file__).with_name("main.py")


def load_streamlit_config(settings: Settings) -> None:
    """Read the installation's config.toml, then the package's, then what our own settings say.

    Raises OSError or ValueError if the file with the cookie secret cannot be used.
    """
    if settings.cookie_secret_file is not None:
        # Streamlit takes secrets only from its file or from this variable.
        os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = SecretFile(settings.cookie_secret_file).text()
    # st.App sets this too, but later than the first option is read, and the folder of the script holds our theme.
    config._main_script_path = str(SCRIPT)
    own = {"server.port": settings.http_port, "server.address": settings.http_address}
    bootstrap.load_config_options({name: value for name, value in own.items() if value is not None})


def base_path() -> str:
    """'' or '/prefix', if the UI lives below a path."""
    prefix = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{prefix}" if prefix else ""
