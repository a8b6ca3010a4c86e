def ratios(items, runs):
    return ()
