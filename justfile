# What CI runs, in one word.
check:
    bash .ci/run
