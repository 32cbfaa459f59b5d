//! Two lists that were made of an earlier one as one list: which item is which, and in what order. It knows no plan.

/// What the places of a list say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Nothing by themselves: what is new stands behind what it was put behind.
    Loose,
    /// The first one leads.
    Led,
    /// All of it is read in its order.
    Told,
}

/// The items of an earlier list, of ours and of theirs, and which is which.
pub struct Versions<T> {
    items: [Vec<T>; 3],
    /// The number of each item, the same in all lists.
    ids: [Vec<usize>; 3],
}

impl<T> Versions<T> {
    /// The lists, where `partners` tells of each item of a later list the place of its earlier self.
    pub fn of(items: [Vec<T>; 3], partners: impl Fn(&[&T], &[&T]) -> Vec<Option<usize>>) -> Self {
        let [before, ours, theirs] = items
            .each_ref()
            .map(|list| list.iter().collect::<Vec<&T>>());
        let [left, right] = [partners(&before, &ours), partners(&before, &theirs)];
        let mut known = before.clone();
        let mut left_ids = Vec::new();
        for (item, partner) in ours.iter().zip(left) {
            left_ids.push(partner.unwrap_or(known.len()));
            known.extend(partner.is_none().then_some(*item));
        }
        let pairs = theirs.iter().zip(&right);
        let new = pairs.filter(|(_, partner)| partner.is_none());
        let new: Vec<&T> = new.map(|(item, _)| *item).collect();
        // What is new on both sides may be the same.
        let mut same = partners(&known[before.len()..], &new).into_iter();
        let mut next = known.len();
        let right_ids = right.into_iter().map(|partner| {
            partner.unwrap_or_else(|| match same.next().flatten() {
                Some(place) => before.len() + place,
                None => {
                    next += 1;
                    next - 1
                }
            })
        });
        let ids = [(0..before.len()).collect(), left_ids, right_ids.collect()];
        Self { items, ids }
    }

    /// The versions of each item that a side has, in the one order of both; none where they do not agree on it.
    pub fn in_order(&self, order: Order) -> Option<impl Iterator<Item = [Option<&T>; 3]>> {
        let [before, ours, theirs] = &self.ids;
        let ids = sequence(before, ours, theirs, order)?;
        Some(ids.into_iter().map(|id| {
            [0, 1, 2].map(|version: usize| {
                let place = self.ids[version].iter().position(|other| *other == id);
                place.map(|place| &self.items[version][place])
            })
        }))
    }
}

/// The numbers of two lists in one order; `before` is what both were made of.
fn sequence(
    before: &[usize],
    ours: &[usize],
    theirs: &[usize],
    order: Order,
) -> Option<Vec<usize>> {
    let of = |list: &[usize], other: &[usize]| -> Vec<usize> {
        list.iter()
            .filter(|id| other.contains(id))
            .copied()
            .collect()
    };
    let (left, right) = (of(ours, theirs), of(theirs, ours));
    let old = of(before, &left);
    let frame = match (of(&left, before) == old, of(&right, before) == old) {
        (true, _) => right,
        (_, true) => left,
        _ if left == right => left,
        _ => return None,
    };
    let places = || std::iter::once(None).chain(frame.iter().copied().map(Some));
    let is_open = match order {
        Order::Loose => false,
        Order::Led => {
            let is_new =
                |list: &[usize]| list.first() != before.iter().find(|id| list.contains(id));
            is_new(ours) && is_new(theirs) && ours.first() != theirs.first()
        }
        Order::Told => places().any(|place| {
            let comes = |list| run(list, place, &frame).any(|id| !before.contains(&id));
            comes(ours) && comes(theirs)
        }),
    };
    let woven = places().flat_map(|place| {
        let runs = [ours, theirs]
            .into_iter()
            .flat_map(|list| run(list, place, &frame));
        place.into_iter().chain(runs.collect::<Vec<_>>())
    });
    (!is_open).then(|| woven.collect())
}

/// What stands in a list behind an item of the frame, or before the first, up to the next.
fn run<'a>(
    list: &'a [usize],
    place: Option<usize>,
    frame: &'a [usize],
) -> impl Iterator<Item = usize> + 'a {
    let behind = place.and_then(|id| list.iter().position(|other| *other == id));
    let rest = list.iter().skip(behind.map_or(0, |at| at + 1));
    rest.take_while(|id| !frame.contains(id)).copied()
}

#[cfg(test)]
mod tests {
    use super::{Order, sequence};

    #[test]
    fn what_is_new_stands_where_it_was_put() {
        for (before, ours, theirs, order, expected) in [
            (
                &[0, 1][..],
                &[0, 1, 2][..],
                &[0, 1, 3][..],
                Order::Loose,
                Some("0123"),
            ),
            (&[0, 1], &[0, 2, 1], &[3, 0], Order::Loose, Some("3021")),
            (&[0, 1], &[1, 0], &[0, 1, 2], Order::Loose, Some("120")),
            (&[0, 1, 2], &[2, 1, 0], &[0, 2, 1], Order::Loose, None),
            (&[0], &[1, 0], &[2, 0], Order::Led, None),
            (&[0, 3], &[1, 0, 3], &[3], Order::Led, Some("103")),
            (&[], &[1], &[2], Order::Led, None),
            (&[0], &[0, 1], &[0, 2], Order::Told, None),
            (&[0, 1], &[0, 2, 1], &[0, 1, 3], Order::Told, Some("0213")),
        ] {
            let merged = sequence(before, ours, theirs, order);
            let shown = merged.map(|ids| ids.iter().map(ToString::to_string).collect::<String>());
            assert_eq!(shown.as_deref(), expected, "{ours:?} {theirs:?}");
        }
    }
}
