# What a change does to the example without a word, some of it staged: real commits, whose days never change.
set -eu
export GIT_AUTHOR_DATE=2020-06-25T10:00:00+0000 GIT_COMMITTER_DATE=2020-06-25T10:00:00+0000

. "$(dirname "$0")/_changes.sh"
velo=actions/1.1/plan-velo.toml
jardins=actions/lien-social/jardins-partages.toml

git init --quiet --initial-branch=main
printf '\n[voted]\nrevision = "v2020"\n' >> schema/plan.toml
printf '\n[[status]]\nname  = "Abandonné"\nphase = "dropped"\n' >> schema/statuses.toml
git add --all
git commit --quiet -m "Voter le plan climat"
git tag v2020
git switch --quiet -c travail

# Staged: an action reopened, a voted amount changed and a voted line gone, a word changed in the vocabulary.
change $jardins '"Complété"' '"En cours"'
change $velo '2_000_000, max = 3_000_000' '2_600_000, max = 3_400_000'
change $velo '  { label = "arceaux", amount = 50_000, approximate = true },' ''
change schema/statuses.toml 'name  = "Nouveau"' 'name  = "À lancer"
aliases = ["Nouveau"]'
change actions/1.2/bus-a-hydrogene.toml '"Nouveau"' '"À lancer"'
git add --all

# Not staged: an action renamed without its reference, another deleted.
git mv $velo actions/1.1/reseau-velo.toml
git reset --quiet -- actions/1.1/reseau-velo.toml $velo
git update-index --add --cacheinfo "100644,$(git hash-object -w actions/1.1/reseau-velo.toml),$velo"
rm actions/2.1/renovation-des-ecoles.toml
