def grab_pictures(vault: Path, user: str, passphrase: str, out: Path, reference: str | None = None) -> dict[str, Path]:
    """Draw `dashboard.png` (a case's overview) and `caseload.png` of that vault into `out`, without a screen.

    `reference` says which case, else the first of the list. Gives both paths by name.
    """
    from caselink.ui.pictures import grab_pictures as grab

    return grab(vault, user, passphrase, out, reference)
