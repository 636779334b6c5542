"""What is no number where one is asked for: each form says so, keeps what was typed, and writes nothing."""

import pytest

from tests.web.contract.filling import one_by_one
from tests.web.contract.test_forms import trial

__all__ = ["trial"]  # fixture

BAD = ("1.000.000,00", "-5", "−5", "1,000,000", "1e6", "½", "100,1 %", "$ 1.000")
"""As people type it: cents, a debt, an English thousand, a spreadsheet's million, a half, a share."""

MONEY = ("own", "transferred", "budget", "total", "amount")
"""How fields of pesos are called, in which «$ 1.000» is right."""


@pytest.mark.parametrize("typed", BAD)
@pytest.mark.parametrize("town", ["sqlite"], indirect=True)  # what is refused by the form
def test_what_is_no_number_is_said_and_kept(found, trial, typed):
    tried = 0
    for each in found:
        numbers = {name for name in each.form.controls if each.form.controls[name].kind == "number"}
        money = {name for name in each.form.controls if name.rpartition("-")[2] in MONEY}
        for name, sent in one_by_one(each, ("number", "text"), typed):
            if name not in numbers | money or (name in money and typed == "$ 1.000"):
                continue
            tried += 1
            trial.taken.clear()
            answer = trial.send(each, sent, f"{name}={typed!r}")
            where = f"{each.endpoint} of {each.form.page}, {name}={typed!r}"
            if trial.taken:
                trial.broken.append(f"{where}: was taken")
            elif typed not in answer.text.replace("&#34;", '"'):
                trial.broken.append(f"{where}: is not shown again")
    assert tried > 10
    trial.check()
