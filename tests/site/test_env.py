"""What an installation may set."""

from pathlib import Path

import pytest

from heli.site.env import BadSetting, read_env, secret_key


def test_nothing_set_is_a_laptop() -> None:
    env = read_env({})

    assert env.base_url == "http://127.0.0.1:8000"
    assert env.https is False
    assert env.mfa_required is True


def test_an_https_address_switches_secure_cookies_on() -> None:
    env = read_env({"HELI_BASE_URL": "https://heli.example.cn"})

    assert env.https is True


def test_a_misspelt_name_is_refused() -> None:
    with pytest.raises(BadSetting, match="HELI_DATABSE_URL is not a setting"):
        read_env({"HELI_DATABSE_URL": "postgresql:///heli"})


@pytest.mark.parametrize(
    ("name", "value"), [("HELI_DEBUG", "maybe"), ("HELI_TRUSTED_PROXY_HOPS", "-1")]
)
def test_a_value_of_the_wrong_kind_is_refused(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        read_env({name: value})


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("quiet\n", encoding="utf-8")

    assert read_env({"HELI_SECRET_KEY_FILE": str(file)}).secret_key == "quiet"


def test_the_secret_is_made_once_for_us_only(tmp_path: Path) -> None:
    env = read_env({"HELI_DATA": str(tmp_path)})

    first = secret_key(env)

    assert secret_key(env) == first
    assert (env.keys / "secret_key").stat().st_mode & 0o777 == 0o600
