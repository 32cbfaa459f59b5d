//! Lines that cannot be read, and amounts that were written for people.

use crate::finding::{AmountText, Rule, Syntax};
use crate::rules::article::{Article, about};
use crate::words::{Lang, Sentence};

/// The rules of this file.
pub const RULES: &[Article] = &[
    about(Rule::Syntax)
        .fr("ligne qui ne peut pas être lue")
        .why("Une fiche est faite de lignes « champ = valeur ». Un texte s'écrit entre guillemets droits, une date aussi ; un montant s'écrit en euros, sans guillemets ni espace ; une liste s'écrit entre crochets, avec des virgules ; un texte de plusieurs lignes entre deux fois trois guillemets.")
        .en("line that cannot be read")
        .why("A file is made of lines “key = value”. A text stands in straight quotes, and so does a date; an amount is in euros, without quotes or spaces; a list stands in brackets, with commas; a text of several lines between two times three quotes.")
        .bad("start = 2019-05")
        .good("start = \"2019-05\""),
];

/// The sentence about a syntax fault.
pub fn syntax(fault: &Syntax, lang: Lang) -> Sentence {
    match fault {
        Syntax::Amount(written) => {
            let text = &written.text;
            lang.fr(format_args!("montant mal écrit « {text} »"))
                .label("un montant s'écrit en euros, sans espace ni signe €")
                .en(format_args!("badly written amount `{text}`"))
                .label("an amount is in euros, without spaces or the € sign")
                .helps(amount(written, lang))
        }
        Syntax::Number(text) => lang.fr(format_args!("nombre mal écrit « {text} »"))
            .label("chiffres, et point décimal s'il le faut")
            .help("écrire 700_000, 0.5 ou 12.50 ; un texte s'écrit entre guillemets")
            .en(format_args!("badly written number `{text}`"))
            .label("digits, and a decimal point where it is needed")
            .help("write 700_000, 0.5 or 12.50; a text stands in quotes"),
        Syntax::BareDate(text) => lang.fr("date sans guillemets")
            .label("une date s'écrit entre guillemets")
            .help(format_args!("écrire \"{text}\""))
            .en("date without quotes")
            .label("a date is written in quotes")
            .help(format_args!("write \"{text}\"")),
        Syntax::ImpossibleDate(text) => lang.fr(format_args!("date impossible « {text} »"))
            .label("aucun calendrier n'a ce jour")
            .help("écrire l'année, puis le mois, puis le jour, entre guillemets : \"2024-05-12\"")
            .en(format_args!("impossible date `{text}`"))
            .label("no calendar has this day")
            .help("write year, month and day, in quotes: \"2024-05-12\""),
        Syntax::BareText(text) => lang.fr("texte sans guillemets")
            .label("un texte s'écrit entre guillemets")
            .help(format_args!("écrire \"{text}\""))
            .en("text without quotes")
            .label("a text is written in quotes")
            .help(format_args!("write \"{text}\"")),
        Syntax::Boolean { truth, .. } => lang.fr("oui ou non s'écrit en anglais ici")
            .help(format_args!("écrire {truth}, sans guillemets"))
            .en("yes or no is written true or false")
            .help(format_args!("write {truth}, without quotes")),
        Syntax::NoValue => lang.fr("valeur absente")
            .label("rien après le signe =")
            .help("donner la valeur ; si elle n'est pas renseignée, supprimer la ligne")
            .en("no value")
            .label("nothing behind the = sign")
            .help("give the value; if it is not filled in, remove the line"),
        Syntax::OtherQuotes => lang.fr("guillemets “ ”, « » ou ‘ ’ autour d'un texte")
            .label("un texte commence et finit par un guillemet droit \"")
            .help("remplacer les guillemets extérieurs par \" ; à l'intérieur d'un texte, « » convient")
            .en("quotes “ ”, « » or ‘ ’ around a text")
            .label("a text begins and ends with a straight quote \"")
            .help("replace the outer quotes by \"; within a text, « » and “ ” are fine"),
        Syntax::InnerQuote => lang.fr("guillemet à l'intérieur d'un texte")
            .label("le texte s'arrête avant ceci")
            .help("à l'intérieur d'un texte, écrire « » ou \\\" plutôt que \"")
            .en("quote within a text")
            .label("the text ends before this")
            .help("within a text, write « » or \\\" for \""),
        Syntax::Apostrophes => lang.fr("texte entre apostrophes")
            .label("l'apostrophe y met fin trop tôt")
            .help("entourer le texte de guillemets droits \" plutôt que d'apostrophes '")
            .en("text between apostrophes")
            .label("the apostrophe ends it too early")
            .help("put straight quotes \" around the text, not apostrophes '"),
        Syntax::NoOpeningQuote => lang.fr("guillemet manquant au début")
            .label("ce texte est fermé sans avoir été ouvert")
            .help("ajouter un guillemet droit \" au début du texte")
            .en("missing quote at the beginning")
            .label("this text is closed and was never opened")
            .help("add a straight quote \" before the text"),
        Syntax::OpenQuote => lang.fr("guillemet manquant à la fin")
            .label("le texte n'est pas fermé sur cette ligne")
            .help("ajouter un guillemet droit \" à la fin du texte")
            .en("missing quote at the end")
            .label("the text is not closed on this line")
            .help("add a straight quote \" behind the text"),
        Syntax::TextOverLines => lang.fr("texte sur plusieurs lignes")
            .label("un seul guillemet \" ne suffit pas pour plusieurs lignes")
            .help("mettre trois guillemets \"\"\" au début et à la fin du texte")
            .en("text of several lines")
            .label("one quote \" is not enough for several lines")
            .help("put three quotes \"\"\" before and behind the text"),
        Syntax::OpenLongText => lang.fr("trois guillemets \"\"\" jamais refermés")
            .label("le texte commence ici et ne finit pas")
            .help("ajouter \"\"\" à la fin du texte")
            .en("three quotes \"\"\" never closed")
            .label("the text begins here and does not end")
            .help("add \"\"\" behind the text"),
        Syntax::NoBreakSpace => lang.fr("espace insécable hors d'un texte")
            .label("elle ressemble à une espace, et n'en est pas une ici")
            .help("la remplacer par une espace ordinaire ; elle vient d'un traitement de texte")
            .en("no-break space outside a text")
            .label("it looks like a space, and is none here")
            .help("replace it by a plain space; it comes from a word processor"),
        Syntax::Semicolon => lang.fr("point-virgule entre deux éléments")
            .help("dans une liste, séparer les éléments par des virgules")
            .en("semicolon between two items")
            .help("in a list, separate the items by commas"),
        Syntax::NoBrackets => lang.fr("plusieurs textes sans crochets")
            .label("une liste s'écrit entre crochets")
            .help("écrire [\"…\", \"…\"]")
            .en("several texts without brackets")
            .label("a list stands in brackets")
            .help("write [\"…\", \"…\"]"),
        Syntax::Punctuation => lang.fr("signe de ponctuation en trop")
            .label("la valeur est déjà finie")
            .help("le supprimer : une ligne se termine avec sa valeur")
            .en("stray punctuation")
            .label("the value has ended already")
            .help("remove it: a line ends with its value"),
        Syntax::Comma => lang.fr("virgule manquante entre deux éléments")
            .label("après ceci")
            .help("séparer les éléments par des virgules")
            .en("missing comma between two items")
            .label("behind this")
            .help("separate the items by commas"),
        Syntax::OpenBracket => lang.fr("crochet ou accolade jamais refermé")
            .label("ouvert ici")
            .help("chaque [ se ferme par ], chaque { par }")
            .en("bracket or brace never closed")
            .label("opened here")
            .help("each [ is closed by ], each { by }"),
        Syntax::NoBraces => lang.fr("groupe de champs sans accolades")
            .label("un champ dans une liste s'écrit entre accolades")
            .help("écrire [{ champ = valeur }]")
            .en("key in a list without braces")
            .label("a key in a list stands between braces")
            .help("write [{ key = value }]"),
        Syntax::Bracket => lang.fr("crochet ou accolade en trop ou manquant")
            .help("chaque [ se ferme par ], chaque { par }")
            .en("bracket or brace missing, or one too many")
            .help("each [ is closed by ], each { by }"),
        Syntax::Colon => lang.fr("deux-points au lieu du signe =")
            .help("écrire champ = valeur")
            .en("colon where = should stand")
            .help("write key = value"),
        Syntax::DoubleEquals => lang.fr("signe = en double")
            .help("n'en garder qu'un")
            .en("= written twice")
            .help("keep one"),
        Syntax::Equals => lang.fr("signe = manquant")
            .help("écrire champ = valeur")
            .en("missing = sign")
            .help("write key = value"),
        Syntax::LooseText => lang.fr("ligne qui n'est ni un champ ni un commentaire")
            .label("pas de signe =")
            .help("écrire champ = valeur ; un texte de plusieurs lignes se met entre \"\"\" et \"\"\", un commentaire commence par #")
            .en("line that is neither a key nor a comment")
            .label("no = sign")
            .help("write key = value; a text of several lines stands between \"\"\" and \"\"\", a comment begins with #"),
        Syntax::CommentMark => lang.fr("commentaire mal commencé")
            .help("un commentaire commence par #")
            .en("comment begun the wrong way")
            .help("a comment begins with #"),
        Syntax::BadKey(key) => lang.fr(format_args!("« {key} » ne peut pas être un champ"))
            .label("lettres sans accent et _ seulement, sans espace")
            .help("les champs ont des noms anglais : title, themes, status, owners, start, end, budget…")
            .en(format_args!("`{key}` cannot be a key"))
            .label("letters without accents and _ only, no spaces")
            .help("keys have English names: title, themes, status, owners, start, end, budget…"),
        Syntax::DuplicateKey => lang.fr("champ écrit deux fois")
            .label("déjà donné plus haut")
            .help("garder une seule des deux lignes")
            .en("key written twice")
            .label("given further up already")
            .help("keep one of the two lines"),
        Syntax::Backslash => lang.fr("barre oblique inverse \\ dans un texte")
            .label("elle a ici un sens particulier")
            .help("la doubler (\\\\), ou mieux : indiquer une adresse que tous peuvent ouvrir")
            .en("backslash \\ in a text")
            .label("it has a meaning of its own here")
            .help("double it (\\\\), or better: give an address that everybody can open"),
        Syntax::Rest => lang.fr("texte en trop à la fin de la ligne")
            .label("la valeur est déjà finie")
            .help("une seule valeur par ligne ; un texte s'écrit entre guillemets")
            .en("text behind the end of the value")
            .label("the value has ended already")
            .help("one value a line; a text stands in quotes"),
        Syntax::Other(reason) => lang.fr("ligne illisible")
            .label("la lecture s'arrête ici")
            .help("une ligne s'écrit champ = valeur, un texte entre guillemets")
            .en("unreadable line")
            .label(reason.replace('\n', ", "))
            .help("a line is written key = value, a text in quotes"),
    }
}

/// The ways to write an amount that was written for people.
pub fn amount(amount: &AmountText, lang: Lang) -> impl Iterator<Item = String> {
    let key = amount.basis.unwrap_or("amount");
    let write = lang.of("écrire", "write");
    let help = match (&amount.meant, &amount.range) {
        (_, Some((min, max))) => {
            lang.fr(format_args!(
                "écrire la fourchette ainsi : {key} = {{ min = {min}, max = {max} }}"
            ))
            .en(format_args!(
                "write the range as {key} = {{ min = {min}, max = {max} }}"
            ))
            .title
        }
        (Some(meant), None) if amount.basis.is_some() => format!("{write} {key} = {meant}"),
        (Some(meant), None) => format!("{write} {meant}"),
        (None, None) => {
            lang.fr("écrire le montant en euros : 7055 pour 7 055 €, 7_055_000 pour 7,055 M€")
                .en("write the amount in euros: 7055 for 7 055 €, 7_055_000 for 7.055 M€")
                .title
        }
    };
    let rough = amount.approximate.then(|| {
        lang.fr("pour un montant approximatif, ajouter approximate = true")
            .en("for a rough amount, add approximate = true")
            .title
    });
    let unsure = amount.unsure.then(|| {
        lang.fr("pour un montant à confirmer, ajouter unsure = true")
            .en("for an amount to be confirmed, add unsure = true")
            .title
    });
    [help].into_iter().chain(rough).chain(unsure)
}
