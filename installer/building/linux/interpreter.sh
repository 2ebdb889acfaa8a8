#!/bin/sh
# Compiles SQLite and CPython into PREFIX, in a bullseye root, from Debian's sources for bookworm:
# the upstream releases with Debian's security fixes, without what else Debian changes.
# Environment: PREFIX, JOBS, SOURCE_DATE_EPOCH. Beside this file: older-symbols.h.
set -eu
work=/build/interpreter
rm -rf "$work" "$PREFIX"
mkdir -p "$work"
cp "$(dirname "$0")/older-symbols.h" "$work"
cd "$work"

# unpacked NAME PATTERN: the source package, with its patches of such names. apt checks signatures.
unpacked() {
    apt-get -q source --download-only "$1"
    dpkg-source --skip-patches -x "$1"_*.dsc "$1"
    grep -E "$2" "$1/debian/patches/series" | while read -r fix; do
        patch -d "$1" -p1 -s -N <"$1/debian/patches/$fix"
    done
}

sed -n 's/^deb \(.*\) bullseye main.*/deb-src \1 bookworm main/p' /etc/apt/sources.list \
    >/etc/apt/sources.list.d/sources.list
apt-get -q update
unpacked sqlite3 '^41-fix|CVE|^000'
unpacked python3.11 '^CVE|^000|^relfile|^shutdown-deadlock|^frame_dealloc'
# One of the fixes looks into the core, as only modules may that Debian compiles into the program.
sed -i '1i #define Py_BUILD_CORE_MODULE 1' python3.11/Modules/pyexpat.c

common="-O2 -fPIC -ffile-prefix-map=$work=. -include $work/older-symbols.h"
(
    cd sqlite3
    ./configure --disable-tcl --disable-readline
    make sqlite3.c
    # shellcheck disable=SC2086
    gcc $common -DSQLITE_OMIT_LOAD_EXTENSION -c sqlite3.c
    mkdir lib
    ar rcD lib/libsqlite3.a sqlite3.o
) >sqlite3.log 2>&1 || { tail -40 sqlite3.log; exit 1; }
(
    cd python3.11
    # Where sem_clockwait is found, which glibc has since 2.30, it would be used.
    ./configure --prefix="$PREFIX" --enable-shared --with-system-expat --without-ensurepip \
        --disable-test-modules ac_cv_func_sem_clockwait=no \
        LIBSQLITE3_CFLAGS="-I$work/sqlite3" \
        LIBSQLITE3_LIBS="-L$work/sqlite3/lib -lsqlite3 -lpthread" \
        CFLAGS="$common -fno-semantic-interposition" LDFLAGS="-Wl,-rpath,$PREFIX/lib"
    make -j"$JOBS"
    make install
) >python.log 2>&1 || { tail -40 python.log; exit 1; }
"$PREFIX/bin/python3" -c 'import ctypes, pyexpat, sqlite3, zlib; print(sqlite3.sqlite_version)'
cp python3.11/LICENSE "$PREFIX/LICENSE"
ls ./*.dsc >"$PREFIX/sources"
