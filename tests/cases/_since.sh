# The life of a plan since its vote, as plan since tells it: each part of it once.
set -eu

commit() { # DAY AUTHOR MESSAGE
  git add --all
  GIT_AUTHOR_DATE="$1T10:00:00+0000" GIT_COMMITTER_DATE="$1T10:00:00+0000" \
    GIT_AUTHOR_NAME=$2 GIT_COMMITTER_NAME=$2 git commit --quiet -m "$3"
}
. "$(dirname "$0")/_changes.sh"

git init --quiet --initial-branch=main
printf '\n[[status]]\nname  = "Abandonné"\nphase = "dropped"\n' >> schema/statuses.toml
commit 2020-06-25 "Claire Morel" "Voter le plan"
git tag v2020
printf '\n[voted]\nrevision = "v2020"\n' >> schema/plan.toml
commit 2020-07-01 "Claire Morel" "Nommer le plan voté"

change actions/1.1/pistes.toml '"2023"' '"2025"'
change actions/1.1/pistes.toml '5_000_000 }' '6_200_000, note = "acier, délibération du 12 mai 2022" }'
commit 2022-05-12 "Élodie Martin" "Réviser les pistes

Motif: marché infructueux"
change actions/1.1/pistes.toml '"2025"' '"2025-10"'
change actions/1.1/pistes.toml 'values = { }' 'values = { 2023 = 5, 2025 = 9 }'
commit 2023-02-01 "Claire Morel" "Préciser la fin"

change actions/1.1/usine.toml '{ amount = 18_000_000 }' '{ note = "En cours de calcul" }'
change actions/1.1/usine.toml 'end    = "2024"' 'end    = "en continu"

follow_up = [{ date = "2022-11", text = "Le tracé reste à choisir" }]'
commit 2022-11-03 "Élodie Martin" "Revoir l'usine"

change actions/1.2/bus.toml 'note = "à chiffrer"' 'amount = { min = 1_000_000, max = 1_500_000 }'
change actions/1.2/bus.toml 'amount = 80_000, per' 'amount = 90_000, per'
change actions/1.2/bus.toml 'amount = 400_000 }' 'amount = 400_000, of_which = true }'
change actions/1.2/bus.toml 'amount = 300_000 }' 'amount = 300_000, spent = { amount = 120_000, on = "2024-12-31" } }'
commit 2023-09-04 "Claire Morel" "Chiffrer les bus"

change actions/1.2/prime.toml '"Nouveau"' '"Abandonné"'
commit 2023-11-04 "Claire Morel" "Renoncer à la prime

Motif: l'État la verse désormais"

git rm --quiet actions/2.1/toits.toml actions/2.1/ecoles.toml
mkdir -p actions/2.1
cat > actions/2.1/ecoles-elementaires.toml <<'FIN'
title    = "Rénovation des écoles élémentaires"
themes   = ["Énergie"]
owners   = ["Service Bâtiments"]
replaces = ["ecoles"]
FIN
cat > actions/2.1/ecoles-maternelles.toml <<'FIN'
title    = "Rénovation des écoles maternelles"
themes   = ["Énergie"]
status   = "Nouveau"
end      = "2024"
replaces = ["ecoles"]
budget   = [{ amount = 250_000 }]
FIN
commit 2024-01-15 "Élodie Martin" "Séparer les écoles

Motif: deux maîtres d'ouvrage"
change schema/actors.toml 'name = "Service Voirie"' 'name    = "Direction des mobilités"
aliases = ["Service Voirie"]'
change actions/1.1/pistes.toml '"Service Voirie"' '"Direction des mobilités"'
commit 2024-06-01 "Claire Morel" "Réorganiser les services"
