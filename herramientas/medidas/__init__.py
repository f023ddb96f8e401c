"""Aquí se miden en esta máquina las cifras de docs/, y se guardan."""
