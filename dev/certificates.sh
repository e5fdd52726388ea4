#!/usr/bin/env bash
# Makes a certificate authority and certificates of it for a trial of TLS on this machine.
#
#   dev/certificates.sh FOLDER           for every process of the system, named after it
#   dev/certificates.sh FOLDER NAME…     for processes of these names
#
# FOLDER/authority.pem is what all processes trust. FOLDER/NAME.pem and NAME.key are a process's certificate, for NAME,
# localhost and the loopback addresses, and its key. An authority that is there already is used again. Not for
# production: keys have no passphrase, and nothing is ever revoked.
set -euo pipefail

if (($# == 0)); then
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
readonly folder=$1 days=3650
shift
names=("$@")
((${#names[@]})) || names=(contacts companies campaigns imports gateway danhba loadtest)

umask 077
mkdir -p "$folder"
cd "$folder"

# Shows what the command prints only when it fails.
quietly() {
    local output
    output=$("$@" 2>&1) || {
        printf '%s\n' "$output" >&2
        return 1
    }
}

readonly key_options=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
if [[ ! -e authority.key ]]; then
    quietly openssl req -x509 "${key_options[@]}" -days "$days" -subj '/CN=Danhba trial authority' \
        -keyout authority.key -out authority.pem
fi
for name in "${names[@]}"; do
    printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1,IP:::1\n' "$name" >"$name.names"
    quietly openssl req "${key_options[@]}" -subj "/CN=$name" -keyout "$name.key" -out "$name.request"
    quietly openssl x509 -req -in "$name.request" -CA authority.pem -CAkey authority.key -days "$days" \
        -set_serial "0x$(openssl rand -hex 16)" -extfile "$name.names" -out "$name.pem"
    rm "$name.request" "$name.names"
done
printf 'certificates: %s\n' "$PWD" >&2
