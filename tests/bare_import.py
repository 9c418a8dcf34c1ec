"""Import every module of an installed wirecopy; run by `.ci/run` where only the core dependencies are."""

import importlib
import importlib.util
import pkgutil
import sys
import traceback

DEV_ONLY = ("pytest", "hypothesis", "pandas", "polars", "mypy")
EXTRAS = {"wirecopy.desk": "desk"}
"""Packages that say which extra they need instead of being imported, each with that extra."""


def main() -> int:
    import wirecopy
    from wirecopy.errors import MissingExtra

    found = [name for name in DEV_ONLY if importlib.util.find_spec(name)]
    if found:
        print(f"not a bare install: {', '.join(found)} can be imported")
        return 1
    found_all = pkgutil.walk_packages(wirecopy.__path__, "wirecopy.", onerror=lambda name: None)
    names = [module.name for module in found_all]
    failed = 0
    for name in names:
        if name.endswith("__main__"):
            continue
        try:
            importlib.import_module(name)
        except MissingExtra as error:
            failed += name not in EXTRAS or f".[{EXTRAS[name]}]" not in str(error)
        except Exception:
            failed += 1
            print(f"{name} cannot be imported on a bare install:")
            traceback.print_exc()
    print(f"{len(names) - failed} modules imported on a bare install, {failed} failed")
    return 1 if failed or not names else 0


if __name__ == "__main__":
    sys.exit(main())
