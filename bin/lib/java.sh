# Sourced by the scripts in bin/: finds a JDK 25 or newer and exports JAVA_HOME and PATH.
# Order: JAVA_HOME, the java on PATH, then the folders where packages and installers put JDKs.

readonly AILERON_JAVA_MIN=25

aileron_java_major() {
  # "25.0.1" and "25-ea" both begin with it. Every JDK says so in a file, which takes no JVM to read.
  local line=""
  if [ -r "$1/release" ]; then
    while IFS= read -r line; do
      case $line in JAVA_VERSION=*) break ;; esac
      line=""
    done <"$1/release"
  fi
  [ -n "$line" ] || line=$("$1/bin/java" -version 2>&1 | grep -m 1 version)
  [[ $line =~ \"([0-9]+) ]] && printf '%s\n' "${BASH_REMATCH[1]}"
}

aileron_java_fits() {
  [ -x "$1/bin/javac" ] || return 1
  local major
  major=$(aileron_java_major "$1")
  [ -n "$major" ] && [ "$major" -ge "$AILERON_JAVA_MIN" ]
}

aileron_find_java() {
  local candidates=() dir
  [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
  if command -v javac >/dev/null 2>&1; then
    candidates+=("$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")")
  fi
  for dir in /usr/lib/jvm/* /usr/java/* /opt/jdk* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*; do
    [ -d "$dir" ] && candidates+=("$dir")
  done
  for dir in "${candidates[@]}"; do
    if aileron_java_fits "$dir"; then
      printf '%s\n' "$dir"
      return 0
    fi
  done
  return 1
}

aileron_use_java() {
  local home
  if ! home=$(aileron_find_java); then
    cat >&2 <<TXT
aileron: no JDK ${AILERON_JAVA_MIN} or newer found.
  Looked at: JAVA_HOME (${JAVA_HOME:-not set}), javac on PATH, /usr/lib/jvm, SDKMAN, and the usual folders.
  Install one (for example Temurin ${AILERON_JAVA_MIN} from adoptium.net, or 'sdk install java ${AILERON_JAVA_MIN}-tem'),
  or point JAVA_HOME at it.
TXT
    return 1
  fi
  export JAVA_HOME="$home" PATH="$home/bin:$PATH"
}

# Where big things that are downloaded or built once are kept: outside the checkout, shared by all checkouts.
aileron_cache_dir() {
  printf '%s\n' "${AILERON_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/aileron}"
}
