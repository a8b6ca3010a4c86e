"""`citedeck`, and `python -m citedeck`."""

import gc


def main() -> None:
    """Run the command line, as `cli.main` does, of which nothing was imported yet."""
    gc.disable()  # looking for garbage among modules takes a hundredth of a check
    from citedeck import cli

    cli.main()


if __name__ == "__main__":
    main()
