from filing_portal.tests import browser


def test_without_a_browser_the_run_ends_with_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)

    assert browser.main() == browser.NO_BROWSER


def test_a_named_browser_that_is_not_there_is_not_replaced_by_another(monkeypatch, tmp_path):
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))

    assert browser.find_browser() is None


def test_the_named_browser_is_used(monkeypatch, tmp_path):
    named = tmp_path / "chromium"
    named.write_text("#!/bin/sh\n")
    named.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(named))

    assert browser.find_browser() == named


def test_a_browser_on_the_path_is_found(monkeypatch, tmp_path):
    program = tmp_path / "google-chrome"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)

    assert browser.find_browser() == program
