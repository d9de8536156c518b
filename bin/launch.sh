# Sourced by the launchers: builds a module where that has not been done since its sources changed, then starts it.

launch() { # MODULE MAIN_CLASS FIRST_BUILD_HINT ARGUMENT...
    local module=$1 main=$2 hint=$3
    shift 3
    local root
    root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
    local java=java
    [ -n "${JAVA_HOME:-}" ] && java=$JAVA_HOME/bin/java
    if ! command -v "$java" >/dev/null; then
        echo "There is no Java at $java: install JDK 17 or newer, or set JAVA_HOME to one." >&2
        exit 1
    fi
    build_if_needed "$root" "$module" "$hint"
    local jar=$root/$module/target/brushstream-$module-0.1.0-SNAPSHOT.jar
    # ONNX Runtime, FFmpeg and libtorch are native, and protobuf uses Unsafe: JDK 24 and newer warn unless that is
    # allowed, with an option that JDK 17 does not know. DJL would report its start to its makers.
    local options=(--enable-native-access=ALL-UNNAMED -DOPT_OUT_TRACKING=true)
    if [ "$(java_version "$java")" -ge 24 ]; then
        options+=(--sun-misc-unsafe-memory-access=allow)
    fi
    # Under the C locale Java can name no file outside of ASCII.
    case "$(locale charmap 2>/dev/null || true)" in
        ANSI_X3.4-1968) export LC_ALL=C.UTF-8 ;;
    esac
    exec "$java" "${options[@]}" ${BRUSHSTREAM_JAVA_OPTIONS:-} \
        -cp "$jar:$(cat "$root/$module/target/classpath.txt")" "$main" "$@"
}

java_version() { # JAVA
    local home
    home=$(dirname "$(dirname "$(readlink -f "$(command -v "$1")")")")
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null | grep . || echo 17
}

build_if_needed() { # ROOT MODULE HINT
    local built=$1/$2/target/built-with
    local wanted="${BRUSHSTREAM_MAVEN_OPTIONS:-} $(uname -sm)"
    if [ -f "$built" ] && [ "$(cat "$built")" = "$wanted" ] && [ -z "$(newer_sources "$1" "$2" "$built")" ] &&
        libraries_exist "$1/$2/target/classpath.txt"; then
        return
    fi
    if ! command -v mvn >/dev/null; then
        echo "Brushstream has to be built first, and Maven is not on the PATH: install Maven 3.8 or newer." >&2
        exit 1
    fi
    local log=$1/$2/target/build.log
    mkdir -p "$1/$2/target"
    echo "Building Brushstream: $3" >&2
    if ! (cd "$1" && mvn -B -pl "$2" -am package -DskipTests ${BRUSHSTREAM_MAVEN_OPTIONS:-}) >"$log" 2>&1; then
        echo "The build failed; $log has all of it, this is the end:" >&2
        grep '^\[ERROR\]' "$log" | head -n 8 >&2
        exit 1
    fi
    echo "$wanted" >"$built"
}

newer_sources() { # ROOT MODULE FILE
    local part
    for part in runtime models "$2"; do
        find "$1/$part" -name target -prune -o -type f -newer "$3" \
            \( -name pom.xml -o -path '*/src/main/*' -o -name '*.onnx' -o -name SHA256SUMS \) -print
    done
    find "$1/pom.xml" -newer "$3"
}

libraries_exist() { # CLASSPATH_FILE
    local library
    while read -r -d : library || [ -n "$library" ]; do
        [ -f "$library" ] || return 1
    done <"$1"
}
