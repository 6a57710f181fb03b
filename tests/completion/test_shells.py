"""What a person gets who presses TAB, in each real shell."""

from __future__ import annotations

import pytest
from tests.completion.conftest import SHELLS, Person

pytestmark = pytest.mark.parametrize("shell", SHELLS)

COMPLETED = {
    # commands, options and fixed words
    "ticket depart\t": ["departments"],
    "ticket drafts del\t": ["drafts", "delete"],
    "ticket new --attach-cl\t": ["new", "--attach-clipboard"],
    "ticket --via w\tlist": ["--via", "web", "list"],
    "ticket new --priority m\t": ["new", "--priority", "medium"],
    "ticket help exit\t": ["help", "exit-codes"],
    # names from the cache, quoted as they must be
    "ticket new -d BEST\t": ["new", "-d", "BESTNET-CLOUD"],
    "ticket new --dept best\t": ["new", "--dept", "BESTNET-CLOUD"],
    "ticket new --dept=BEST\t": ["new", "--dept=BESTNET-CLOUD"],
    "ticket new --dept Sal\t": ["new", "--dept", "Sales: EU & $HOME"],
    "ticket new --dept 'Sal\t": ["new", "--dept", "Sales: EU & $HOME"],
    'ticket new --dept "Sal\t': ["new", "--dept", "Sales: EU & $HOME"],
    "ticket new --dept Sales:\t": ["new", "--dept", "Sales: EU & $HOME"],
    "ticket new --dept=Sales:\t": ["new", "--dept=Sales: EU & $HOME"],
    "ticket new --dept It\t": ["new", "--dept", "It's \"quoted\" `here`"],
    'ticket new --dept "It\t': ["new", "--dept", "It's \"quoted\" `here`"],
    "ticket new --dept back\t": ["new", "--dept", "back\\slash"],
    "ticket new --dept 請\t": ["new", "--dept", "請求 書"],
    "ticket new --dept '帳\t": ["new", "--dept", "帳單(付款)"],
    "ticket new --service 'VPS 8\t": ["new", "--service", "VPS 8GB"],
    "ticket new --service VPS\\ 8\t": ["new", "--service", "VPS 8GB"],
    "ticket show 17\t": ["show", "171001"],
    "ticket close 482910 17\t": ["close", "482910", "171001"],
    # of the portal that is named
    "ticket --portal other show 9\t": ["--portal", "other", "show", "900001"],
    "ticket show --portal=other 9\t": ["show", "--portal=other", "900001"],
    "ticket show --portal ot\t": ["show", "--portal", "other"],
    "ticket auth switch ot\t": ["auth", "switch", "other"],
    # lists with commas
    "ticket show 482913 --fields number,subj\t": ["show", "482913", "--fields", "number,subject"],
}


@pytest.mark.parametrize("keys", COMPLETED)
def test_a_word_is_completed(person: Person, shell: str, keys: str) -> None:
    assert [word.rstrip(",") for word in person.runs(shell, keys)] == COMPLETED[keys]
