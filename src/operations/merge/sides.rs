//! What each side of a merge has of a thing, by what it was. It knows no document.

/// What each side has there; nothing where it lacks it.
pub type Sides = [Option<String>; 2];

pub fn both(text: impl AsRef<str>) -> Sides {
    [(); 2].map(|()| Some(text.as_ref().to_owned()))
}

/// What each side has of many.
pub fn joined(all: impl Iterator<Item = Sides>) -> [Vec<String>; 2] {
    let (ours, theirs): (Vec<_>, Vec<_>) = all.map(|[ours, theirs]| (ours, theirs)).unzip();
    [ours, theirs].map(|side: Vec<Option<String>>| side.into_iter().flatten().collect())
}

/// Of what it was and what both sides made of it the one that is meant; none where both changed it otherwise.
pub fn choice<'a, T, K: PartialEq>(
    versions: [Option<&'a T>; 3],
    by: impl Fn(&'a T) -> K,
) -> Option<&'a T> {
    let [before, ours, theirs] = versions.map(|one| one.map(&by));
    if ours == theirs || before == theirs {
        versions[1]
    } else if before == ours {
        versions[2]
    } else {
        None
    }
}

/// Something that each side may have: what only one side has is new, or was taken away by the other.
pub fn present<T, K: PartialEq>(
    versions: [Option<&T>; 3],
    meaning: impl Fn(&T) -> K,
    text: impl Fn(&T) -> String,
    merged: impl FnOnce(&T, &T) -> Sides,
) -> Sides {
    let is_kept = |one: &T| versions[0].is_some_and(|old| meaning(old) == meaning(one));
    match versions {
        [None, Some(new), None] | [None, None, Some(new)] => both(text(new)),
        [_, Some(kept), None] | [_, None, Some(kept)] if is_kept(kept) => [None, None],
        [_, Some(ours), Some(theirs)] => merged(ours, theirs),
        [_, ours, theirs] => [ours.map(&text), theirs.map(&text)],
    }
}
