//! Where the plan stands since a moment, in seven parts; for programs a row a fact.

use chrono::Datelike;

use crate::model::budget::Cents;
use crate::model::column::Column;
use crate::model::date::Date;
use crate::model::field::Field;
use crate::model::id::ActionId;
use crate::model::indicator::Decimal;
use crate::model::shift::{DateBound, Deadline, shift, span};
use crate::render::answer::{Answer, Block, HeadingKind, Table, TableHeading};
use crate::render::answers::diff;
use crate::render::text;
use crate::render::value::{Amount, AmountSide, Share, Value};
use crate::view::bridge::{Bridge, BridgeEnd, MovedAmount, StepKind};
use crate::view::reasons::Reason;
use crate::view::since::{EventKind, IndicatorState, MovedEnd, PhaseCounts, Review, Standing};
use crate::view::total::{Sum, Total};
use crate::words::history::HistoryPhrase;
use crate::words::since::SincePhrase;
use crate::words::{Lang, Word};

/// The answer, and behind it `detail` where that is asked for.
pub fn answer(review: &Review, detail: Option<Answer>, lang: Lang) -> Answer {
    let since = &review.since;
    let mut document = Document {
        blocks: Vec::new(),
        facts: Vec::new(),
        part: String::new(),
        lang,
    };
    let from = match since.is_vote {
        true => format!("{} ({})", lang.word(Word::SINCE_VOTE), since.name),
        false => since.name.clone(),
    };
    let title = lang.since(SincePhrase::Title(&from, since.date, review.today));
    document.blocks.push(Block::Heading(2, title));
    document.say(lang.word(Word::SINCE_PURPOSE));
    let parts: [(Word, Part); 7] = [
        (Word::SINCE_STANDING, standing),
        (Word::SINCE_INDICATORS, indicators),
        (Word::SINCE_DEADLINES, deadlines),
        (Word::SINCE_MONEY, money),
        (Word::SINCE_EVENTS, events),
        (Word::SINCE_CORRESPONDENCES, correspondences),
        (Word::SINCE_MISSING, missing),
    ];
    for (heading, part) in parts {
        document.begin(3, heading);
        part(review, &mut document);
    }
    if let Some(detail) = detail {
        document.begin(2, Word::SINCE_DETAIL);
        document.blocks.extend(detail.blocks);
    }
    let columns = [
        lang.word(Word::SINCE_PART),
        lang.word(Word::SINCE_WHAT),
        lang.heading(Column::Id),
        lang.word(Word::FIELD),
        lang.word(Word::VALUE),
    ];
    let columns = columns.map(TableHeading::words).to_vec();
    Answer {
        blocks: document.blocks,
        rows: Some(Table::new(columns, document.facts)),
    }
}

/// What writes a part of the document.
type Part = fn(&Review, &mut Document);

/// The number of actions in a phase.
type Count = fn(&PhaseCounts) -> usize;

/// The name of the moment that is counted from, as the heading of what was so then.
fn then(review: &Review) -> Word {
    match review.since.is_vote {
        true => Word::SINCE_VOTED,
        false => Word::SINCE_THEN,
    }
}

/// A document under way, and the facts of it that programs read: the part, the thing, its id, the field, the value.
struct Document {
    blocks: Vec<Block>,
    facts: Vec<Vec<Value>>,
    part: String,
    lang: Lang,
}

/// What a cell holds for people, and for programs.
struct Cell(Value, Value);

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self(value.clone(), value)
    }
}

/// A row of a table: what it is about, the id of that where it has one, and what is said of it.
type Row = (String, Option<ActionId>, Vec<Cell>);

impl Document {
    fn begin(&mut self, level: usize, heading: Word) {
        let heading = self.lang.word(heading);
        heading.clone_into(&mut self.part);
        let heading = Block::Heading(level, heading.to_owned());
        self.blocks.push(heading);
    }

    fn say(&mut self, sentence: impl Into<String>) {
        self.blocks.push(Block::Paragraph(sentence.into()));
    }

    fn fact(&mut self, what: &str, id: Option<&ActionId>, field: &str, value: Value) {
        // The sign of a step is the table's.
        let what = what.trim_start_matches(['+', '−', '±', '=', ' ']);
        let part = self.part.as_str().into();
        let row = vec![part, what.into(), Value::text(id), field.into(), value];
        self.facts.push(row);
    }

    /// A table for people, and each of its cells as a fact; nothing is said to be so.
    fn table(&mut self, headings: Vec<TableHeading>, rows: Vec<Row>, footer: usize) {
        if rows.is_empty() {
            return self.say(self.lang.word(Word::SINCE_NOTHING));
        }
        let mut shown = Vec::new();
        for (what, id, cells) in rows {
            let mut row = vec![Value::from(what.clone())];
            for (cell, heading) in cells.into_iter().zip(&headings[1..]) {
                if cell.1 != Value::Absent {
                    self.fact(&what, id.as_ref(), &heading.title, cell.1);
                }
                row.push(cell.0);
            }
            shown.push(row);
        }
        self.blocks
            .push(Block::Table(Table::of(headings, shown, footer)));
    }

    /// Lines, each of which is a fact.
    fn lines(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return self.say(self.lang.word(Word::SINCE_NOTHING));
        }
        for line in &lines {
            self.fact(line, None, "", Value::Absent);
        }
        self.blocks.push(Block::Lines(lines));
    }

    fn heading(&self, kind: HeadingKind, word: Word) -> TableHeading {
        TableHeading::of(kind, self.lang.word(word))
    }
}

fn standing(review: &Review, document: &mut Document) {
    let lang = document.lang;
    let all = &review.all;
    for (when, actions, counts, withdrawn) in [
        (then(review), Some(all.actions), all.then, 0),
        (Word::SINCE_NOW, None, all.now, all.withdrawn),
    ] {
        let (done, stated) = (counts.done, counts.stated());
        let counts = [done, stated, counts.unstated, counts.dropped, withdrawn];
        document.say(lang.since(SincePhrase::Counts(when, actions, counts)));
    }
    let phases: [(Word, Count); 5] = [
        (Word::SINCE_DONE, |counts| counts.done),
        (Word::SINCE_RUNNING, |counts| counts.running),
        (Word::SINCE_NOT_STARTED, |counts| counts.not_started),
        (Word::SINCE_DROPPED, |counts| counts.dropped),
        (Word::SINCE_UNSTATED, |counts| counts.unstated),
    ];
    let mut headings = vec![
        TableHeading::sentences(lang.heading(Column::Axis)),
        document.heading(HeadingKind::Numbers, then(review)),
    ];
    headings.extend(phases.map(|(phase, _)| document.heading(HeadingKind::Numbers, phase)));
    headings.push(document.heading(HeadingKind::Numbers, Word::SINCE_WITHDRAWN));
    let name = |one: &Standing| match one.axis {
        None => text::group(None, None, lang),
        Some(axis) => text::group(Some(&axis.to_string()), one.title.as_deref(), lang),
    };
    let named = review.axes.iter().map(|one| (name(one), one));
    let whole = (lang.word(Word::TOTAL).to_owned(), &review.all);
    let mut rows = Vec::new();
    for (name, one) in named.chain([whole]) {
        let mut cells = vec![Value::count(one.actions).into()];
        for (phase, of) in phases {
            let (was, is) = (of(&one.then), of(&one.now));
            let when = lang.word(then(review)).to_lowercase();
            let field = format!("{}, {when}", lang.word(phase));
            document.fact(&name, None, &field, Value::count(was));
            let shown = match was == is {
                true => Value::count(is),
                false => Value::Text(format!("{was} → {is}")),
            };
            cells.push(Cell(shown, Value::count(is)));
        }
        cells.push(Value::count(one.withdrawn).into());
        rows.push((name, None, cells));
    }
    document.table(headings, rows, 1);
}

fn indicators(review: &Review, document: &mut Document) {
    let lang = document.lang;
    if review.indicators.is_empty() {
        document.say(lang.word(Word::SINCE_NO_INDICATOR));
    } else {
        let expected = lang.since(SincePhrase::Expected(review.today.year()));
        let headings = vec![
            TableHeading::sentences(lang.field(Field::Name)),
            TableHeading::words(lang.field(Field::Action)),
            TableHeading::words(lang.field(Field::Target)),
            TableHeading::numbers(expected),
            document.heading(HeadingKind::Numbers, Word::SINCE_LAST_VALUE),
            document.heading(HeadingKind::Numbers, Word::DIFFERENCE),
        ];
        let rows = review.indicators.iter().map(|one| indicator(one, lang));
        document.table(headings, rows.collect(), 0);
        if review.indicators.iter().any(|one| one.expected.is_some()) {
            document.say(lang.since(SincePhrase::Way(review.since.date)));
        }
    }
    if review.indicators_gone > 0 {
        document.say(lang.since(SincePhrase::IndicatorsGone(review.indicators_gone)));
    }
}

fn indicator(one: &IndicatorState, lang: Lang) -> Row {
    let shown = |number: &Decimal| text::decimal(number, lang);
    let plain = |number: &Option<Decimal>| {
        number
            .as_ref()
            .map_or(Value::Absent, |one| Value::Number(one.0.clone()))
    };
    let cell =
        |number: &Option<Decimal>| Cell(Value::text(number.as_ref().map(shown)), plain(number));
    let name = text::of_part(one.sub_action.as_deref(), &one.indicator.name);
    let target = text::target(&one.indicator, lang).map(|target| match &one.former_target {
        Some(was) => lang.since(SincePhrase::FormerTarget(&target, &shown(was))),
        None => target,
    });
    let value = text::last_value(&one.indicator, lang);
    let value = value.unwrap_or_else(|| lang.word(Word::SINCE_NO_VALUE).to_owned());
    let gap = one.gap.as_ref().map(|gap| match gap.0.strip_prefix('-') {
        Some(less) => format!("−{}", shown(&Decimal(less.to_owned()))),
        None => format!("+{}", shown(gap)),
    });
    let cells = vec![
        Cell(Value::text(Some(&one.action)), Value::Absent),
        Cell(Value::text(target), plain(&one.indicator.target)),
        cell(&one.expected),
        Cell(value.into(), plain(&one.value)),
        Cell(Value::text(gap), plain(&one.gap)),
    ];
    (name, Some(one.action.clone()), cells)
}

/// The columns of what was so and is otherwise.
fn moved_headings(document: &Document, review: &Review, kind: HeadingKind) -> Vec<TableHeading> {
    vec![
        TableHeading::sentences(document.lang.field(Field::Action)),
        document.heading(kind, then(review)),
        document.heading(kind, Word::SINCE_NOW),
        document.heading(kind, Word::DIFFERENCE),
        document.heading(HeadingKind::Sentences, Word::SINCE_WHY),
    ]
}

/// Why, or that nobody said it; and the subject where it is asked for.
fn why(reason: &Reason, lang: Lang) -> Cell {
    let told = reason.reason.clone();
    let shown = told
        .clone()
        .unwrap_or_else(|| lang.word(Word::SINCE_NO_REASON).to_owned());
    let subject = reason.subject.iter().map(|subject| format!(" [{subject}]"));
    Cell(
        Value::Text(std::iter::once(shown).chain(subject).collect()),
        Value::text(told),
    )
}

fn deadlines(review: &Review, document: &mut Document) {
    let lang = document.lang;
    let count = |what| {
        let became = review.deadlines.iter();
        became.filter(|one| one.what == what).count()
    };
    let mut counted = diff::deadlines(|what| count(Some(what)), lang);
    let overdue = Some(count(None)).filter(|count| *count > 0);
    counted.extend(overdue.map(|count| lang.history(HistoryPhrase::Overdue(count))));
    if !counted.is_empty() {
        document.say(counted.join(", "));
    }
    let headings = moved_headings(document, review, HeadingKind::Words);
    let rows = review.deadlines.iter().map(|one| {
        let date = |date: Option<Date>| date.map_or(Value::Absent, Value::Date);
        let days = one.days.map_or(Value::Absent, Value::Integer);
        let cells = vec![
            date(one.before).into(),
            date(one.after).into(),
            Cell(end_gap(one, review, lang).into(), days),
            why(&one.reason, lang),
        ];
        (one.title.clone(), Some(one.id.clone()), cells)
    });
    document.table(headings, rows.collect(), 0);
}

/// What became of an end, in a word.
fn end_gap(one: &MovedEnd, review: &Review, lang: Lang) -> String {
    match one.what {
        Some(Deadline::GivenUp) => lang.word(Word::DEADLINE_GIVEN_UP).to_owned(),
        Some(Deadline::FirstSet) => lang.word(Word::FIRST_DEADLINE).to_owned(),
        None => {
            let end = one.after.and_then(Date::period);
            let time = end.map(|end| lang.distance(span(end.latest(), review.today)));
            lang.since(SincePhrase::Overdue(&time.unwrap_or_default()))
        }
        Some(Deadline::Later | Deadline::Earlier | Deadline::Loosened) => {
            let moved = shift(one.before, one.after, DateBound::End);
            moved.map_or_else(String::new, |moved| lang.shift(moved))
        }
    }
}

fn money(review: &Review, document: &mut Document) {
    let lang = document.lang;
    document.say(lang.history(HistoryPhrase::Basis(review.basis)));
    bridge(&review.money, review, document);
    spent(review, document);
    if !review.yearly.is_empty() {
        document.begin(4, Word::SINCE_YEARLY);
        bridge(&review.yearly, review, document);
    }
    if review.amounts.is_empty() {
        return;
    }
    document.begin(4, Word::SINCE_AMOUNTS);
    let headings = moved_headings(document, review, HeadingKind::Numbers);
    let rows = review.amounts.iter().map(|one| moved_amount(one, lang));
    document.table(headings, rows.collect(), 0);
}

fn moved_amount(one: &MovedAmount, lang: Lang) -> Row {
    let side = |total: &Total| {
        let amount = |side| Amount::between(total.sum.bounds, total.is_floor(), side).into();
        Cell(amount(AmountSide::Both), amount(AmountSide::Least))
    };
    // What is no longer priced, or priced at last, is no change of an amount.
    let drift = one.budget.drift();
    let told = match drift.map(|(min, max)| (signed(min, lang), signed(max, lang))) {
        Some((min, max)) if min == max => min,
        Some((min, max)) => format!("{min} {} {max}", lang.word(Word::TO)),
        None => step(one.steps[0], lang),
    };
    let cells = vec![
        side(&one.budget.before),
        side(&one.budget.after),
        Cell(told.into(), Value::money(drift.map(|(min, _)| min))),
        why(&one.reason, lang),
    ];
    (one.title.clone(), Some(one.id.clone()), cells)
}

fn bridge(bridge: &Bridge, review: &Review, document: &mut Document) {
    let lang = document.lang;
    let headings = vec![
        document.heading(HeadingKind::Sentences, Word::SINCE_STEP),
        TableHeading::numbers(lang.word(Word::ACTIONS)),
        TableHeading::numbers(lang.word(Word::MINIMUM)),
        TableHeading::numbers(lang.word(Word::MAXIMUM)),
    ];
    let end = |word, end: BridgeEnd| -> Row {
        let side = |side| Value::from(Amount::between(end.bounds(), end.lines_unknown > 0, side));
        let cells = vec![
            Value::Absent.into(),
            side(AmountSide::Least).into(),
            side(AmountSide::Most).into(),
        ];
        (lang.word(word).to_owned(), None, cells)
    };
    let by = |what: String, actions: Option<usize>, (min, max): (Cents, Cents)| -> Row {
        let side = |amount| Cell(signed(amount, lang).into(), Value::Money(amount));
        let actions = actions.map_or(Value::Absent, Value::count);
        (what, None, vec![actions.into(), side(min), side(max)])
    };
    let mut rows = vec![end(then(review), bridge.before)];
    let taken = bridge.steps.iter().filter(|one| one.actions > 0);
    let taken = taken.map(|one| by(step(one.step, lang), Some(one.actions), one.change.bounds()));
    rows.extend(taken);
    rows.push(end(Word::SINCE_SUM, bridge.after));
    let (min, max) = bridge.dropped.bounds().unwrap_or_default();
    let less = (Cents(-min.0), Cents(-max.0));
    let dropped = lang.word(Word::SINCE_LESS_DROPPED).to_owned();
    rows.push(by(dropped, None, less));
    rows.push(end(Word::SINCE_KEPT, bridge.kept));
    document.table(headings, rows, 1);
    for (word, end) in [
        (then(review), bridge.before),
        (Word::SINCE_SUM, bridge.after),
        (Word::SINCE_KEPT, bridge.kept),
    ] {
        let (field, lines) = (lang.field(Field::LinesUnknown), end.lines_unknown);
        document.fact(lang.word(word), None, field, Value::count(lines));
    }
    if bridge.before.lines_unknown + bridge.after.lines_unknown > 0 {
        document.say(lang.word(Word::SINCE_BRIDGE_FLOOR));
    }
}

fn step(kind: StepKind, lang: Lang) -> String {
    let word = match kind {
        StepKind::Added => Word::SINCE_STEP_ADDED,
        StepKind::Withdrawn => Word::SINCE_STEP_WITHDRAWN,
        StepKind::Revised => Word::SINCE_STEP_REVISED,
        StepKind::Priced => Word::SINCE_STEP_PRICED,
        StepKind::Unpriced => Word::SINCE_STEP_UNPRICED,
        StepKind::Recounted => Word::SINCE_STEP_RECOUNTED,
    };
    lang.word(word).to_owned()
}

/// A difference in euros behind its sign.
fn signed(amount: Cents, lang: Lang) -> String {
    let sign = match amount.0 {
        ..0 => "−",
        0 => "",
        1.. => "+",
    };
    format!("{sign}{}", lang.money(Cents(amount.0.abs())))
}

fn spent(review: &Review, document: &mut Document) {
    let lang = document.lang;
    let spent = &review.spent;
    let Some(amount) = spent.spent else {
        return document.say(lang.word(Word::SINCE_NOTHING_SPENT));
    };
    let days = match (spent.first_day, spent.last_day) {
        (Some(first), Some(last)) if first == last => format!(" ({first})"),
        (Some(first), Some(last)) => format!(" ({first} → {last})"),
        _ => String::new(),
    };
    document.say(lang.since(SincePhrase::Spent(&lang.money(amount), &days)));
    let field = lang.word(Word::SPENT);
    document.fact("", None, field, Value::Money(amount));
    if let (Some(of), Some(planned)) = (spent.spent_of_planned, spent.planned.bounds()) {
        let sum = |bounds| Sum {
            bounds: Some(bounds),
            lines: spent.lines,
        };
        let share = Share::of(&sum((of, of)), &sum(planned));
        let share = Value::Share(share).shown(lang, None);
        let planned = lang.bounds(planned);
        let share = SincePhrase::SpentShare(&share, &planned, spent.lines);
        document.say(lang.since(share));
    }
    if spent.lines_without_day > 0 {
        let lines = SincePhrase::SpentWithoutDay(spent.lines_without_day);
        document.say(lang.since(lines));
    }
}

fn events(review: &Review, document: &mut Document) {
    let lang = document.lang;
    let headings = vec![
        TableHeading::sentences(lang.field(Field::Action)),
        document.heading(HeadingKind::Words, Word::EVENT),
        document.heading(HeadingKind::Words, Word::SINCE_WITH),
        document.heading(HeadingKind::Sentences, Word::SINCE_WHY),
    ];
    let rows = review.events.iter().map(|one| {
        let what = lang.word(match one.what {
            EventKind::Added => Word::ADDED,
            EventKind::Replacing => Word::SINCE_EVENT_REPLACING,
            EventKind::Combined => Word::SINCE_EVENT_COMBINED,
            EventKind::Split => Word::SINCE_EVENT_SPLIT,
            EventKind::Abandoned => Word::SINCE_EVENT_ABANDONED,
            EventKind::Withdrawn => Word::SINCE_EVENT_WITHDRAWN,
        });
        let cells = vec![
            Value::from(what).into(),
            Value::list(&one.others).into(),
            why(&one.reason, lang),
        ];
        (one.title.clone(), Some(one.id.clone()), cells)
    });
    document.table(headings, rows.collect(), 0);
}

fn correspondences(review: &Review, document: &mut Document) {
    let lang = document.lang;
    // What came or went corresponds to nothing: the difference tells it.
    let words = review.words.iter();
    let words = words.filter(|word| word.before.is_some() && word.after.is_some());
    let words = words.map(|word| diff::word_line(word, lang));
    let colon = lang.word(Word::COLON);
    let renamed = review.renamed.iter().map(|one| {
        let action = lang.field(Field::Action);
        format!("{action}{colon}{} → {}", one.before, one.after)
    });
    document.lines(words.chain(renamed).collect());
}

fn missing(review: &Review, document: &mut Document) {
    let lang = document.lang;
    let lacks = &review.missing;
    let (of, targets) = (lacks.actions, lacks.targets);
    let told = [
        (Word::SINCE_WITHOUT_STATUS, lacks.without_status, of),
        (Word::SINCE_WITHOUT_OWNER, lacks.without_owner, of),
        (Word::SINCE_WITHOUT_END, lacks.without_end, of),
        (Word::SINCE_WITHOUT_INDICATOR, lacks.without_indicator, of),
        (
            Word::SINCE_WITHOUT_VALUE,
            lacks.targets_without_value,
            targets,
        ),
    ];
    let told = told.into_iter().filter(|(_, count, _)| *count > 0);
    let told = told.map(|(what, count, of)| lang.since(SincePhrase::Lack(what, count, of)));
    let reasons = Some(lacks.without_reason).filter(|count| *count > 0);
    let reasons = reasons.map(|count| lang.since(SincePhrase::WithoutReason(count)));
    document.lines(told.chain(reasons).collect());
}
