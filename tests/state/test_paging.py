"""Pages by address: what names none is the first, and the steps around the current one leave gaps."""

from state.paging import page_of, page_steps


def test_pages_that_are_none_are_the_first():
    addressed = ("", "0", "-1", "x", "٣", "7", "1e3", "99999", "999999")
    assert [page_of(one) for one in addressed] == [1, 1, 1, 1, 1, 7, 1, 99_999, 1]


def test_steps_lead_to_the_first_the_last_and_the_neighbours():
    steps, before, after = page_steps(5, 1200, lambda number: f"/p?page={number}")
    assert steps == [
        ("1", "/p?page=1", False),
        ("…", "", False),
        ("4", "/p?page=4", False),
        ("5", "/p?page=5", True),
        ("6", "/p?page=6", False),
        ("…", "", False),
        ("1,200", "/p?page=1200", False),
    ]
    assert (before, after) == ("/p?page=4", "/p?page=6")
    assert page_steps(1, 2, str)[1:] == ("", "2")
    assert page_steps(3, 3, str)[1:] == ("2", "")
    assert page_steps(1, 1, str) == ([], "", "")
