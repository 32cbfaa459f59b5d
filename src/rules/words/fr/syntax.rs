//! What is said in French of a line that cannot be read.

use crate::finding::{AmountText, Syntax};
use crate::rules::words::with_basis;
use crate::words::Sentence;

/// What is said of a syntax fault.
pub fn syntax(fault: &Syntax) -> Sentence {
    match fault {
        Syntax::Amount(written) => amount(written).into_iter().fold(
            Sentence::new(format!("montant mal écrit « {} »", written.text))
                .label("un montant s'écrit en euros, sans espace ni signe €"),
            Sentence::help,
        ),
        Syntax::Number { text } => Sentence::new(format!("nombre mal écrit « {text} »"))
            .label("chiffres, et point décimal s'il le faut")
            .help("écrire 700_000, 0.5 ou 12.50 ; un texte s'écrit entre guillemets"),
        Syntax::BareDate { text } => Sentence::new("date sans guillemets")
            .label("une date s'écrit entre guillemets")
            .help(format!("écrire \"{text}\"")),
        Syntax::ImpossibleDate { text } => Sentence::new(format!("date impossible « {text} »"))
            .label("aucun calendrier n'a ce jour")
            .help("écrire l'année, puis le mois, puis le jour, entre guillemets : \"2024-05-12\""),
        Syntax::BareText { text } => Sentence::new("texte sans guillemets")
            .label("un texte s'écrit entre guillemets")
            .help(format!("écrire \"{text}\"")),
        Syntax::Boolean { truth, .. } => Sentence::new("oui ou non s'écrit en anglais ici")
            .help(format!("écrire {truth}, sans guillemets")),
        Syntax::NoValue => Sentence::new("valeur absente")
            .label("rien après le signe =")
            .help("donner la valeur ; si elle n'est pas renseignée, supprimer la ligne"),
        Syntax::OtherQuotes => Sentence::new("guillemets “ ”, « » ou ‘ ’ autour d'un texte")
            .label("un texte commence et finit par un guillemet droit \"")
            .help("remplacer les guillemets extérieurs par \" ; à l'intérieur d'un texte, « » convient"),
        Syntax::InnerQuote => Sentence::new("guillemet à l'intérieur d'un texte")
            .label("le texte s'arrête avant ceci")
            .help("à l'intérieur d'un texte, écrire « » ou \\\" plutôt que \""),
        Syntax::Apostrophes => Sentence::new("texte entre apostrophes")
            .label("l'apostrophe y met fin trop tôt")
            .help("entourer le texte de guillemets droits \" plutôt que d'apostrophes '"),
        Syntax::NoOpeningQuote => Sentence::new("guillemet manquant au début")
            .label("ce texte est fermé sans avoir été ouvert")
            .help("ajouter un guillemet droit \" au début du texte"),
        Syntax::OpenQuote => Sentence::new("guillemet manquant à la fin")
            .label("le texte n'est pas fermé sur cette ligne")
            .help("ajouter un guillemet droit \" à la fin du texte"),
        Syntax::TextOverLines => Sentence::new("texte sur plusieurs lignes")
            .label("un seul guillemet \" ne suffit pas pour plusieurs lignes")
            .help("mettre trois guillemets \"\"\" au début et à la fin du texte"),
        Syntax::OpenLongText => Sentence::new("trois guillemets \"\"\" jamais refermés")
            .label("le texte commence ici et ne finit pas")
            .help("ajouter \"\"\" à la fin du texte"),
        Syntax::NoBreakSpace => Sentence::new("espace insécable hors d'un texte")
            .label("elle ressemble à une espace, et n'en est pas une ici")
            .help("la remplacer par une espace ordinaire ; elle vient d'un traitement de texte"),
        Syntax::Semicolon => Sentence::new("point-virgule entre deux éléments")
            .help("dans une liste, séparer les éléments par des virgules"),
        Syntax::NoBrackets => Sentence::new("plusieurs textes sans crochets")
            .label("une liste s'écrit entre crochets")
            .help("écrire [\"…\", \"…\"]"),
        Syntax::Punctuation => Sentence::new("signe de ponctuation en trop")
            .label("la valeur est déjà finie")
            .help("le supprimer : une ligne se termine avec sa valeur"),
        Syntax::Comma => Sentence::new("virgule manquante entre deux éléments")
            .label("après ceci")
            .help("séparer les éléments par des virgules"),
        Syntax::OpenBracket => Sentence::new("crochet ou accolade jamais refermé")
            .label("ouvert ici")
            .help("chaque [ se ferme par ], chaque { par }"),
        Syntax::NoBraces => Sentence::new("groupe de champs sans accolades")
            .label("un champ dans une liste s'écrit entre accolades")
            .help("écrire [{ champ = valeur }]"),
        Syntax::Bracket => Sentence::new("crochet ou accolade en trop ou manquant")
            .help("chaque [ se ferme par ], chaque { par }"),
        Syntax::Colon => Sentence::new("deux-points au lieu du signe =")
            .help("écrire champ = valeur"),
        Syntax::DoubleEquals => Sentence::new("signe = en double").help("n'en garder qu'un"),
        Syntax::Equals => Sentence::new("signe = manquant")
            .help("écrire champ = valeur"),
        Syntax::LooseText => Sentence::new("ligne qui n'est ni un champ ni un commentaire")
            .label("pas de signe =")
            .help("écrire champ = valeur ; un texte de plusieurs lignes se met entre \"\"\" et \"\"\", un commentaire commence par #"),
        Syntax::CommentMark => Sentence::new("commentaire mal commencé")
            .help("un commentaire commence par #"),
        Syntax::BadKey { key } => Sentence::new(format!("« {key} » ne peut pas être un champ"))
            .label("lettres sans accent et _ seulement, sans espace")
            .help("les champs ont des noms anglais : title, themes, status, owners, start, end, budget…"),
        Syntax::DuplicateKey => Sentence::new("champ écrit deux fois")
            .label("déjà donné plus haut")
            .help("garder une seule des deux lignes"),
        Syntax::Backslash => Sentence::new("barre oblique inverse \\ dans un texte")
            .label("elle a ici un sens particulier")
            .help("la doubler (\\\\), ou mieux : indiquer une adresse que tous peuvent ouvrir"),
        Syntax::Rest => Sentence::new("texte en trop à la fin de la ligne")
            .label("la valeur est déjà finie")
            .help("une seule valeur par ligne ; un texte s'écrit entre guillemets"),
        Syntax::Other(_) => Sentence::new("ligne illisible")
            .label("la lecture s'arrête ici")
            .help("une ligne s'écrit champ = valeur, un texte entre guillemets"),
    }
}

/// How to write an amount that was written for people.
pub fn amount(amount: &AmountText) -> Vec<String> {
    let mut helps = Vec::new();
    match (&amount.meant, &amount.range) {
        (_, Some((min, max))) => helps.push(format!(
            "écrire la fourchette ainsi : {} = {{ min = {min}, max = {max} }}",
            amount.basis.unwrap_or("amount")
        )),
        (Some(meant), None) => {
            let written = with_basis(amount, meant);
            helps.push(format!("écrire {written}"));
        }
        (None, None) => helps.push(
            "écrire le montant en euros : 7055 pour 7 055 €, 7_055_000 pour 7,055 M€".to_owned(),
        ),
    }
    if amount.approximate {
        helps.push("pour un montant approximatif, ajouter approximate = true".to_owned());
    }
    helps
}
