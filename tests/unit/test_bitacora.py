from comun.bitacora import visible


def test_nadie_falsifica_una_linea_ni_colorea_la_terminal():
    assert visible("a\n\x1b[31m\ud800") == "a\\n\\x1b[31m\\ud800"


def test_un_texto_largo_se_corta_a_64():
    assert len(visible("x" * 100_000)) == 64
