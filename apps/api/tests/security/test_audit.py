import json
from uuid import UUID

import pytest

from slipway_api.security.audit import LONGEST_FACT, audit
from slipway_api.security.caller import Caller

SHOP = Caller("shop", "api-key", None)


def written(log: pytest.LogCaptureFixture) -> dict[str, object]:
    assert [record.name for record in log.records] == ["slipway.audit"]
    message = log.records[0].getMessage()
    assert "\n" not in message
    record = json.loads(message)
    assert isinstance(record, dict)
    return record


def test_one_json_line_says_who_did_what(everything_logged: pytest.LogCaptureFixture) -> None:
    audit("feedback", SHOP, prediction_id=UUID(int=7), rows=3, accepted=True, label=None)
    record = written(everything_logged)
    assert str(record.pop("time")).endswith("+00:00")
    assert record == {
        "action": "feedback",
        "caller": "shop",
        "caller_kind": "api-key",
        "prediction_id": "00000000-0000-0000-0000-000000000007",
        "rows": 3,
        "accepted": True,
        "label": None,
    }


def test_a_caller_with_a_pseudonym_is_not_named(everything_logged: pytest.LogCaptureFixture) -> None:
    audit("predict", Caller("https://id.example.com|jane", "oidc", "0123abcd"))
    assert written(everything_logged)["caller"] == "0123abcd"
    assert "jane" not in everything_logged.text


def test_secrets_content_and_line_breaks_stay_out(everything_logged: pytest.LogCaptureFixture) -> None:
    audit("predict", SHOP, api_key="abc", Authorization="Bearer abc", note="x\n" * 500)
    record = written(everything_logged)
    assert record["api_key"] == record["Authorization"] == "[hidden]"
    assert len(str(record["note"])) == LONGEST_FACT
