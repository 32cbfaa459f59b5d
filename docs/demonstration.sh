#!/bin/sh
# Refait le dépôt de démonstration que raconte docs/vie-d-une-action.md, dans target/demonstration : de vrais commits, aux dates fixées.
set -eu
command -v plan >/dev/null || { echo "plan n'est pas installé : voir docs/installer.md" >&2; exit 1; }
cd "$(dirname "$0")/.."
rm -rf target/demonstration
mkdir -p target/demonstration/schema target/demonstration/actions/1.1
cd target/demonstration

# Rien de la machine n'entre dans les commits : leurs noms sont toujours les mêmes.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 LC_ALL=fr_FR.UTF-8
commit() { # JOUR AUTEUR SUJET
  git add --all
  GIT_AUTHOR_NAME=$2 GIT_AUTHOR_EMAIL=plan@example.org GIT_AUTHOR_DATE="$1T10:00:00+0000" \
    GIT_COMMITTER_NAME=$2 GIT_COMMITTER_EMAIL=plan@example.org GIT_COMMITTER_DATE="$1T10:00:00+0000" \
    git commit --quiet -m "$3"
}

git init --quiet --initial-branch=main
cat > schema/plan.toml <<'FIN'
format = 1
name   = "Plan climat de Valmont, 2020-2026"
basis  = "ttc"

[voted]
revision = "v2020"
FIN
cat > schema/measures.toml <<'FIN'
[[axis]]
number = 1
title  = "Mobilité"

[[measure]]
code  = "1.1"
title = "Développer le vélo"
FIN
cat > schema/statuses.toml <<'FIN'
[[status]]
name    = "Nouveau"
meaning = "votée, pas encore commencée"
phase   = "not-started"

[[status]]
name    = "En cours"
meaning = "commencée"
phase   = "running"

[[status]]
name    = "Complété"
meaning = "achevée"
phase   = "done"

[[status]]
name    = "Abandonné"
meaning = "ne se fera pas"
phase   = "dropped"
FIN
printf '[[theme]]\nname = "Mobilité"\n' > schema/themes.toml
printf '[[actor]]\nname = "Service Voirie"\n' > schema/actors.toml
cat > actions/1.1/reseau-velo.toml <<'FIN'
title  = "Réseau vélo"
themes = ["Mobilité"]
status = "Nouveau"
end    = "2023"
budget = [{ label = "pistes", amount = 5_000_000 }]
FIN
cat > actions/1.1/prime-velo.toml <<'FIN'
title  = "Prime à l'achat d'un vélo"
themes = ["Mobilité"]
status = "Nouveau"
owners = ["Service Voirie"]
budget = [{ label = "prime", amount = 200_000 }]
FIN
commit 2020-06-25 "Claire Morel" "Voter le plan climat"
git tag v2020

plan set reseau-velo status="En cours" owners="Service Voirie" >/dev/null 2>&1
commit 2021-03-15 "Élodie Martin" "Lancer le réseau vélo"
plan set prime-velo status="Abandonné" >/dev/null 2>&1
commit 2021-11-04 "Claire Morel" "Renoncer à la prime, que l'État verse désormais"
sed -i.avant -e 's/5_000_000/6_200_000, note = "acier, délibération du 12 mai 2022"/' -e 's/"2023"/"2025"/' actions/1.1/reseau-velo.toml
rm actions/1.1/reseau-velo.toml.avant
commit 2022-05-12 "Claire Morel" "Réviser le réseau vélo"
plan rename reseau-velo reseau-express-velo >/dev/null 2>&1
commit 2023-01-09 "Élodie Martin" "Donner à la fiche le nom que tous emploient"
plan set reseau-express-velo status="Complété" end=2025-10 >/dev/null 2>&1
commit 2025-11-03 "Élodie Martin" "Achever le réseau vélo"
