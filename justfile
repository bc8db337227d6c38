# What CI runs, in one word.
check:
    bash .ci/run

# docs/filters.md, docs/gallery.md and its pictures, from the table of filters.
docs:
    docs/gallery/make

# What is asked of a release beside the tests: docs/testing.md.
release:
    scripts/check
    scripts/asan
    scripts/memcheck
