#!/usr/bin/env bash
# Writes the libraries' public API, as it is now and beyond what PublicAPI.Shipped.txt says, into PublicAPI.Unshipped.txt
# beside each project (or the named ones); a review then shows what a change adds and what it breaks. Without this a build
# fails with RS0016 (not written down) or RS0017 (no longer there).
# usage: build/record-public-api.sh [PROJECT_FOLDER...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -gt 0 ] || set -- src/SuppressionLab.Primitives generators/SuppressionLab.Generators src/SuppressionLab.{Laws,LanguageModels,Interop,Reporting} src/SuppressionLab
for project in "$@"; do
    echo "$project"
    echo '#nullable enable' >"$project/PublicAPI.Unshipped.txt"
    dotnet format analyzers "$project" --diagnostics RS0016 --severity warn
done
