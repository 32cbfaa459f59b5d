# The history of the example that cases tell: real commits, whose days and authors never change.
set -eu

commit() { # DAY AUTHOR SUBJECT
  git add --all
  GIT_AUTHOR_DATE="$1T10:00:00+0000" GIT_COMMITTER_DATE="$1T10:00:00+0000" \
    GIT_AUTHOR_NAME=$2 GIT_COMMITTER_NAME=$2 git commit --quiet -m "$3"
}
. "$(dirname "$0")/_changes.sh"
velo=actions/1.1/plan-velo.toml
bus=actions/1.2/bus-a-hydrogene.toml
ecoles=actions/2.1/renovation-des-ecoles.toml
jardins=actions/lien-social/jardins-partages.toml

git init --quiet --initial-branch=main
printf '\n[[status]]\nname  = "Abandonné"\nphase = "dropped"\n' >> schema/statuses.toml
commit 2020-06-25 "Claire Morel" "Voter le plan climat"
git tag v2020

change $bus '"Nouveau"' '"En cours"'
change $bus '["Service Voirie", "Service Bâtiments"]' '["Service Bâtiments", "Service Voirie"]'
change $bus '"été 2027"' '"2024-09"'
commit 2021-03-15 "Élodie Martin" "Commander les bus"

change $ecoles '"2022-06"' '"2022-12"'
change $ecoles '400_000' '412_500.50'
change $ecoles '  "Suivi' '  { title = "École Léo-Lagrange", owners = ["?"], start = "T3 2023" },
  "Suivi'
commit 2021-11-04 "Jean-Noël d'Étretat" "Constater le retard de l'école Jules-Ferry : amiante"

git checkout --quiet -b travaux
change $velo '{ min = 2_000_000, max = 3_000_000 }' '{ min = 2_600_000, max = 3_400_000 }, note = "délibération du 12 mai 2022"'
change $velo '"2030"' '"2032"'
change $velo 'chaque bibliothèque et' 'chaque médiathèque, chaque gare et'
commit 2022-05-12 "Élodie Martin" "Réviser le plan vélo"
git checkout --quiet main
printf 'title = "Jardins' > $jardins
commit 2022-05-20 "Claire Morel" "Préparer les jardins"
git checkout --quiet HEAD~1 -- $jardins
commit 2022-05-21 "Claire Morel" "Réparer la fiche des jardins"
GIT_AUTHOR_DATE=2022-06-01T10:00:00+0000 GIT_COMMITTER_DATE=2022-06-01T10:00:00+0000 \
  git merge --quiet --no-ff -m "Fusionner la révision du plan vélo" travaux
git branch --quiet -D travaux

git mv $velo actions/1.2/reseau-express-velo.toml
velo=actions/1.2/reseau-express-velo.toml
change $velo '"Plan vélo"' '"Réseau express vélo"'
change actions/1.1/stationnement-velo.toml '"plan-velo"' '"reseau-express-velo"'
commit 2023-01-09 "Élodie Martin" "Donner à la fiche le nom que tous emploient"

change schema/themes.toml '"Bus"' '"Transports publics"
aliases = ["Bus"]'
change $bus '"Bus"' '"Transports publics"'
commit 2023-06-01 "Claire Morel" "Dire transports publics"

git rm --quiet $jardins
cat > actions/2.1/isolation-des-toits.toml <<'END'
title  = "Isolation des toits | écoles *et* mairie, y compris les annexes et les logements de fonction"
themes = ["Énergie"]
status = "Nouveau"
owners = ["Service Bâtiments"]
start  = "2024"
end    = "fin 2027"
budget = [{ amount = 350_000, funder = "Ademe" }, { label = "mairie", note = "à chiffrer" }]
funders = ["Ademe"]
END
commit 2024-02-01 "Claire Morel" "Confier les jardins à l'association ; isoler les toits"

cat > actions/2.1/isolation-des-toits.toml <<'END'
title  = "Isolation des toits | écoles *et* mairie, y compris les annexes et les logements de fonction"
themes = ["Énergie"]

status = "Nouveau"

owners  = ["Service Bâtiments"]
funders = ["Ademe"]

start = "2024"
end   = "fin 2027"

budget = [
  { amount = 350_000, funder = "Ademe" },
  { label = "mairie", note = "à chiffrer" },
]
END
commit 2025-05-05 "Élodie Martin" "Remettre la fiche en forme"

change $bus '"En cours"' '"Complété"'
change $bus '"en continu"' '"2025-10"'
change $bus 'ht = 1_000_000, ttc = 1_200_000' 'ht = 900_000, ttc = 1_080_000'
change $bus '= 80_000' '= 95_000'
change $ecoles '{ note = "En cours de calcul" }' '{ amount = 1_200_000 }'
commit 2025-11-03 "Élodie Martin" "Mettre les bus en service, chiffrer les écoles"

# What is in no commit yet.
change $velo '"En cours"' '"Complété"'
