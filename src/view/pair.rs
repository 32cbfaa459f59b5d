//! The pairs of items of a list and of a later one. They know no plan.

/// The items of two lists, paired.
pub struct Pairs<'a, T> {
    /// The items of the later list in its order, each with its earlier self where it has one.
    pub kept: Vec<(Option<&'a T>, &'a T)>,
    /// The items that the later list lacks.
    pub gone: Vec<&'a T>,
    /// True where the later order is the earlier one, without what is gone and with the new at the end.
    pub in_order: bool,
}

impl<T: Clone> Pairs<'_, T> {
    /// The later items in the order of `before`, the earlier list, new ones last.
    pub fn in_earlier_order(mut self, before: &[T]) -> Vec<T> {
        let place = |one: &T| before.iter().position(|other| std::ptr::eq(one, other));
        let place = |one: Option<&T>| one.and_then(place).unwrap_or(usize::MAX);
        self.kept.sort_by_key(|(earlier, _)| place(*earlier));
        self.kept
            .into_iter()
            .map(|(_, item)| item.clone())
            .collect()
    }
}

/// Pair the items that have the same key, in their order, then those left over that are alike.
pub fn pair<'a, T: PartialEq, K: PartialEq>(
    before: &'a [T],
    after: &'a [T],
    key: impl Fn(&T) -> K,
    alike: impl Fn(&T, &T) -> bool,
) -> Pairs<'a, T> {
    let mut partner: Vec<Option<usize>> = vec![None; after.len()];
    let mut taken = vec![false; before.len()];
    let same = |old: &T, new: &T| old == new;
    // What did not change at all is found first, so that a doubled key takes nobody's place.
    find(before, after, &mut partner, &mut taken, same);
    let keys = |items: &[T]| items.iter().map(&key).collect::<Vec<K>>();
    let (old, new) = (keys(before), keys(after));
    find(&old, &new, &mut partner, &mut taken, K::eq);
    find(before, after, &mut partner, &mut taken, alike);
    let known: Vec<usize> = partner.iter().copied().map_while(|index| index).collect();
    let rest = &partner[known.len()..];
    Pairs {
        in_order: known.is_sorted() && rest.iter().all(Option::is_none),
        kept: after
            .iter()
            .zip(partner)
            .map(|(new, index)| (index.map(|index| &before[index]), new))
            .collect(),
        gone: before
            .iter()
            .zip(taken)
            .filter(|(_, taken)| !taken)
            .map(|(old, _)| old)
            .collect(),
    }
}

/// Give each later item without a partner the first earlier one that is free and suits.
fn find<T>(
    before: &[T],
    after: &[T],
    partner: &mut [Option<usize>],
    taken: &mut [bool],
    suits: impl Fn(&T, &T) -> bool,
) {
    let alone = after
        .iter()
        .zip(partner)
        .filter(|(_, partner)| partner.is_none());
    for (new, partner) in alone {
        let mut earlier = before.iter().enumerate();
        *partner = earlier
            .find(|(index, old)| !taken[*index] && suits(old, new))
            .map(|(index, _)| index);
        if let Some(index) = *partner {
            taken[index] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn items_are_told_apart_by_their_keys() {
        for (before, after, kept, gone, in_order) in [
            ("a1 b1", "a1 b2", "a1>a1 b1>b2", "", true),
            ("a1 b1", "b1", "b1>b1", "a1", true),
            ("a1", "a1 c1", "a1>a1 +c1", "", true),
            ("a1", "c1 a1", "+c1 a1>a1", "", false),
            ("a1 b1", "b1 a1", "b1>b1 a1>a1", "", false),
            ("a1 a2", "a2 a3", "a2>a2 a1>a3", "", false),
        ] {
            let before: Vec<&str> = before.split(' ').collect();
            let after: Vec<&str> = after.split(' ').collect();
            let pairs = pair(&before, &after, |item| item.chars().next(), |_, _| false);
            let shown = pairs.kept.iter().map(|(old, new)| match old {
                Some(old) => format!("{old}>{new}"),
                None => format!("+{new}"),
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" "), kept);
            let left: Vec<&str> = pairs.gone.into_iter().copied().collect();
            assert_eq!(left.join(" "), gone);
            assert_eq!(pairs.in_order, in_order, "{before:?} {after:?}");
        }
    }
}
