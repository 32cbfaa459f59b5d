//! The words that stand alone: headings, levels, marks between others.

use crate::finding::Severity;
use crate::words::Lang;

/// A word that stands alone, in French and in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    fr: &'static str,
    en: &'static str,
}

const fn word(fr: &'static str, en: &'static str) -> Word {
    Word { fr, en }
}

#[expect(missing_docs, reason = "a word says itself")]
impl Word {
    pub const ERROR: Self = word("erreur", "error");
    pub const WARNING: Self = word("avertissement", "warning");
    pub const ERRORS: Self = word("Erreurs", "Errors");
    pub const WARNINGS: Self = word("Avertissements", "Warnings");
    pub const EARLIER: Self = word("Dans le plan d'avant :", "In the earlier plan:");
    pub const AVOID: Self = word("À éviter :", "Not:");
    pub const PREFER: Self = word("Plutôt :", "But:");
    pub const EXCEPTION: Self = word(
        "Si le constat est justifié, un commentaire à la ligne ou juste au-dessus l'excuse et dit pourquoi :",
        "Where the finding is right as it stands, a comment on the line or just above it silences it and says why:",
    );
    pub const REASON: Self = word("raison", "reason");
    pub const HELP: Self = word("aide", "help");
    pub const NOT_FILLED_IN: Self = word("non renseigné", "not filled in");
    pub const SHARE_OF_KNOWN: Self = word("Part du chiffré", "Share of known");
    pub const RESERVES: Self = word("Réserves", "Caveats");
    pub const DECIMAL_POINT: Self = word(",", ".");
    pub const WHOLE: Self = word("Ensemble", "Overall");
    pub const ACTION_AND_LINE: Self = word("Action : ligne de budget", "Action: budget line");
    pub const BUDGET_LINE: Self = word("Ligne de budget", "Budget line");
    pub const COUNTS: Self = word("Compté", "Counted");
    pub const OTHER_BASIS: Self = word("autre base", "other basis");
    pub const YEAR: Self = word("Année", "Year");
    pub const KIND: Self = word("Nature", "Kind");
    pub const REACHED: Self = word("Atteint", "Reached");
    pub const LATE_HEADING: Self = word("Retard", "Late");
    pub const NOT_MEASURED: Self = word("non mesuré", "not measured");
    pub const LATE: Self = word("en retard", "late");
    pub const VOTE_UNKNOWN: Self = word(
        "Le plan ne nomme pas la version qui a été votée : ce qui a changé depuis le vote n'est pas connu.",
        "The plan does not name the version that was voted: what changed since the vote is not known.",
    );
    pub const NOTHING_TO_DO: Self = word("Rien à suivre.", "Nothing to follow up.");
    pub const CHANGES_UNKNOWN: Self = word(
        "Depuis quand une action n'a pas changé n'est pas connu : le plan n'est pas dans git.",
        "Since when an action has not changed is not known: the plan is not in git.",
    );
    pub const TO_DO: Self = word("À suivre", "To follow up");
    pub const COMMAND: Self = word("Commande", "Command");
    pub const UNDER_WAY_IN: Self = word("En cours en", "Under way");
    pub const LAST_CHANGE: Self = word("Dernier changement", "Last change");
    pub const FOUND: Self = word("Trouvé", "Found");
    pub const SURELY: Self = word("oui", "yes");
    pub const POSSIBLY: Self = word("peut-être", "possibly");
    pub const NO_START: Self = word("début non renseigné", "no start given");
    pub const UNKNOWN_START: Self = word("début inconnu", "start unknown");
    pub const START_MAY_BE_LATER: Self = word("début peut-être plus tard", "start may be later");
    pub const NO_END: Self = word("fin non renseignée", "no end given");
    pub const UNKNOWN_END: Self = word("fin inconnue", "end unknown");
    pub const END_MAY_BE_EARLIER: Self = word("fin peut-être plus tôt", "end may be earlier");
    pub const COLUMN: Self = word("Colonne", "Column");
    pub const HEADING: Self = word("Intitulé", "Heading");
    pub const TOTAL: Self = word("Total", "Total");
    pub const ACTIONS: Self = word("Actions", "Actions");
    pub const WITH_FIGURE: Self = word("Chiffrées", "With figure");
    pub const WITHOUT_FIGURE: Self = word("Sans montant", "Without");
    /// A column: what named funders pay.
    pub const FUNDED: Self = word("Financements nommés", "From named funders");
    /// A column: what owners pay, as lines say.
    pub const OWN: Self = word("À la charge des porteurs", "From the owners");
    /// A column: what no line says who pays.
    pub const FUNDER_UNSTATED: Self = word("Sans financeur dit", "Funder not said");
    /// A column: what a funder pays an unknown part of.
    pub const FUNDER_UNCLEAR: Self =
        word("Part des financeurs inconnue", "Funders' part not known");
    /// A column: what a total comes to without the actions that were dropped.
    pub const WITHOUT_DROPPED: Self = word("Hors actions abandonnées", "Without dropped actions");
    pub const MINIMUM: Self = word("Minimum", "Minimum");
    pub const MAXIMUM: Self = word("Maximum", "Maximum");
    pub const THEME: Self = word("Thème", "Theme");
    pub const OWNER: Self = word("Porteur", "Owner");
    pub const FUNDER: Self = word("Partenaire financier", "Funder");
    pub const BUDGET_LINES: Self = word("Lignes de budget", "Budget lines");
    pub const DERIVED: Self = word("d'après les sous-actions", "from the sub-actions");
    pub const NAME: Self = word("Nom", "Name");
    pub const ALIASES: Self = word("Autres graphies", "Aliases");
    pub const CODE: Self = word("Code", "Code");
    pub const TITLE: Self = word("Titre", "Title");
    pub const AT_THE_EARLIEST: Self = word("au plus tôt", "at the earliest");
    pub const OPEN_PART: Self = word("une partie sans fin", "a part without end");
    pub const DROPPED: Self = word("abandonnée", "dropped");
    pub const OVERDUE_BY: Self = word("Retard", "Late by");
    pub const PART: Self = word("partie", "part");
    pub const NAMED_AMOUNTS: Self = word("Montants nommés", "Amounts named");
    pub const SUPPORTED_ACTIONS: Self = word("Actions soutenues", "Actions supported");
    pub const OF_THE_WAY: Self = word("du chemin parcouru", "of the way");
    pub const UNSURE: Self = word("à confirmer", "to be confirmed");
    pub const APPROXIMATE: Self = word("environ", "about");
    pub const OF_WHICH: Self = word("dont", "of which");
    pub const PER_YEAR: Self = word("par an", "a year");
    pub const SPENT: Self = word("réalisé", "spent");
    pub const FROM_FUNDER: Self = word("financé par", "from");
    pub const COUNTED_ELSEWHERE: Self =
        word("compté dans une autre action", "counted in another action");
    pub const NO_FIGURE: Self = word("sans montant", "no figure");
    pub const TO: Self = word("à", "to");
    pub const AT_LEAST: Self = word("au moins", "at least");
    pub const UNKNOWN_DATE: Self = word("inconnu", "unknown");
    pub const COLON: Self = word(" : ", ": ");
    pub const PRINTED: Self = word("À imprimer", "To print");
    pub const BASE: Self = word("Base", "Base");
    pub const HOW_TO_FILL_IN: Self = word("Mode d'emploi", "How to fill it in");
    pub const LISTS: Self = word("Listes", "Lists");
    pub const ABOUT: Self = word("À propos", "About");
    pub const TOTALS_BY_AXIS: Self = word("Totaux par axe", "Totals by axis");
    pub const EXTRACT: Self = word("extrait", "extract");
    pub const FILES_LEFT_OUT: Self = word("Fiches laissées de côté", "Files left out");
    pub const SEMICOLON: Self = word(" ; ", "; ");
    pub const TABLE: Self = word("Tableau", "Table");
    pub const PLAN_STATE: Self = word("Où en est le plan", "Where the plan stands");
    pub const PLAN_MONEY: Self = word("Ce que le plan coûte", "What the plan costs");
    pub const CALENDAR: Self = word("Le calendrier", "The calendar");
    pub const INDICATORS: Self = word("Indicateurs", "Indicators");
    pub const SINCE_THE_VOTE: Self = word("Depuis le vote", "Since the vote");
    pub const ACTIONS_BY_AXIS: Self = word("Actions par axe", "Actions by axis");
    pub const ALL_ACTIONS: Self = word("Toutes les actions", "All actions");
    pub const SHEETS: Self = word("Les fiches", "The sheets");
    pub const STATES_BY_AXIS: Self = word("État d'avancement, par axe", "Status, by axis");
    pub const BUDGET_BY_AXIS: Self = word("Budget par axe", "Budget by axis");
    pub const BUDGET_BY_YEAR: Self = word("Budget par année", "Budget by year");
    pub const AT_MOST: Self = word("au plus", "at most");
    pub const SURELY_UNDER_WAY: Self = word(
        "sûrement en cours, d'après ses dates",
        "surely under way, by its dates",
    );
    pub const IMPRECISE: Self = word(
        "date peu précise, ou sans fin connue",
        "imprecise date, or no known end",
    );
    pub const AIM: Self = word("le trait : la cible", "the line: the target");
    pub const SKIP: Self = word("Aller au contenu", "Skip to the content");
    pub const SUMMARY: Self = word("Résumé", "Summary");
    pub const CONTENTS: Self = word("Sommaire", "Contents");
    pub const FILTER: Self = word("Filtrer les actions", "Filter the actions");
    pub const PERIOD: Self = word("Période", "Period");
    pub const BASELINE: Self = word("au départ", "at first");
    pub const FIGURES: Self = word("Chiffres", "Figures");
    pub const FINGERPRINT: Self = word("Empreinte", "Fingerprint");
    pub const ADDED: Self = word("ajoutée", "added");
    pub const REMOVED: Self = word("retirée", "removed");
    pub const MOVED: Self = word("déplacée", "moved");
    pub const RENAMED: Self = word("renommée", "renamed");
    pub const CHANGED: Self = word("modifiée", "changed");
    pub const DEADLINE_GIVEN_UP: Self = word("échéance levée", "deadline given up");
    pub const ACTION_GIVEN_UP: Self = word(
        "action abandonnée, non comptée",
        "action given up, not counted",
    );
    pub const FIRST_DEADLINE: Self = word("première échéance", "first deadline");
    pub const NEVER_MOVED: Self = word(
        "échéance dépassée, jamais revue",
        "deadline overdue, never moved",
    );
    pub const WORDS_AND_SETTINGS: Self = word("Vocabulaire et réglages", "Words and settings");
    pub const NO_DIFFERENCE: Self = word("aucune différence", "no difference");
    pub const ACTIONS_ADDED: Self = word("Actions ajoutées", "Actions added");
    pub const ACTIONS_REMOVED: Self = word("Actions retirées", "Actions removed");
    pub const ACTIONS_CHANGED: Self = word("Actions modifiées", "Actions changed");
    pub const BUDGET: Self = word("Budget", "Budget");
    pub const WHOLE_BUDGET: Self = word("Budget total", "Whole budget");
    pub const STATUS_CHANGES: Self = word("Changements de statut", "Changes of status");
    pub const BEFORE: Self = word("Avant", "Before");
    pub const AFTER: Self = word("Après", "After");
    pub const DIFFERENCE: Self = word("Écart", "Change");
    pub const NOT_COMMITTED: Self = word("pas encore enregistré dans git", "not yet in git");
    pub const ACTION_ADDED: Self = word("action ajoutée", "action added");
    pub const ACTION_RETURNED: Self = word("action reprise", "action taken up again");
    pub const REPLACED_BY: Self = word("Remplacée par", "Replaced by");
    pub const ACTION_REMOVED: Self = word("action retirée", "action removed");
    pub const DATE: Self = word("Date", "Date");
    pub const AUTHOR: Self = word("Auteur", "Author");
    pub const SUBJECT: Self = word("Motif", "Reason");
    pub const COMMIT: Self = word("Commit", "Commit");
    pub const SINCE_PURPOSE: Self = word(
        "Ce que les fiches et leur historique disent, pour nourrir le rapport public dû après trois ans et l'évaluation due après six ans : ce n'est ni l'un ni l'autre.",
        "What the files and their history say, to feed the public report that is due after three years and the evaluation that is due after six: it is neither of them.",
    );
    pub const SINCE_DEADLINES: Self = word("3. Échéances", "3. Ends");
    pub const SINCE_YEARLY: Self = word("Montants annuels", "Yearly amounts");
    pub const SINCE_AMOUNTS: Self = word(
        "Actions dont le montant a changé",
        "Actions whose amount changed",
    );
    pub const SINCE_EVENTS: Self = word(
        "5. Actions ajoutées, abandonnées, retirées, séparées ou réunies",
        "5. Actions added, abandoned, withdrawn, split or combined",
    );
    pub const SINCE_CORRESPONDENCES: Self = word(
        "6. Correspondances : mesures, statuts, services, noms",
        "6. Correspondences: measures, statuses, departments, names",
    );
    pub const SINCE_MISSING: Self = word(
        "7. Ce que le plan ne dit pas encore",
        "7. What the plan does not say yet",
    );
    pub const SINCE_DETAIL: Self = word("Détail", "Detail");
    pub const SINCE_NOTHING: Self = word("Rien.", "Nothing.");
    pub const SINCE_NO_INDICATOR: Self = word(
        "Aucun indicateur n'est renseigné.",
        "No indicator is filled in.",
    );
    pub const SINCE_NOW: Self = word("Aujourd'hui", "Now");
    pub const SINCE_WHAT: Self = word("Objet", "What");
    pub const SINCE_WHY: Self = word("Pourquoi", "Why");
    pub const SINCE_NO_REASON: Self = word("motif non consigné", "no reason recorded");
    pub const SINCE_DONE: Self = word("Réalisées", "Done");
    pub const SINCE_RUNNING: Self = word("En cours", "Under way");
    pub const SINCE_NOT_STARTED: Self = word("Non commencées", "Not started");
    pub const SINCE_DROPPED: Self = word("Abandonnées", "Abandoned");
    pub const SINCE_UNSTATED: Self = word("Sans statut", "No status");
    pub const SINCE_WITHDRAWN: Self = word("Retirées", "Withdrawn");
    pub const SINCE_LAST_VALUE: Self = word("Dernière valeur", "Last value");
    pub const SINCE_NO_VALUE: Self = word("aucune", "none");
    pub const SINCE_STEP: Self = word("Étape", "Step");
    pub const SINCE_STEP_ADDED: Self = word("+ actions ajoutées", "+ actions added");
    pub const SINCE_STEP_WITHDRAWN: Self = word("− actions retirées", "− actions withdrawn");
    pub const SINCE_STEP_REVISED: Self = word("± montants révisés", "± amounts revised");
    pub const SINCE_STEP_PRICED: Self =
        word("+ montants chiffrés depuis", "+ amounts priced since");
    pub const SINCE_STEP_UNPRICED: Self = word(
        "− montants qui ne sont plus chiffrés",
        "− amounts no longer priced",
    );
    pub const SINCE_STEP_RECOUNTED: Self = word(
        "± montants comptés autrement (base, détail, autre action, par an)",
        "± amounts counted otherwise (basis, detail, other action, a year)",
    );
    pub const SINCE_SUM: Self = word("= somme des actions", "= sum of the actions");
    pub const SINCE_LESS_DROPPED: Self = word("− actions abandonnées", "− abandoned actions");
    pub const SINCE_KEPT: Self = word(
        "= actions conservées, le chiffre à citer",
        "= actions kept, the figure to quote",
    );
    pub const SINCE_BRIDGE_FLOOR: Self = word(
        "≥ signifie « au moins » : des lignes n'ont pas de montant, et ne sont pas comptées. Un montant qui n'est plus chiffré n'est pas une économie.",
        "≥ means at least: lines have no figure, and are not counted. An amount that is no longer priced is no saving.",
    );
    pub const SINCE_NOTHING_SPENT: Self = word(
        "Aucune ligne ne dit ce qui a été réalisé.",
        "No line says what was spent.",
    );
    pub const SINCE_WITH: Self = word("Avec", "With");
    pub const SINCE_EVENT_REPLACING: Self = word("remplace", "replaces");
    pub const SINCE_EVENT_COMBINED: Self = word("réunit", "combines");
    pub const SINCE_EVENT_SPLIT: Self = word("séparée en", "split into");
    pub const SINCE_EVENT_ABANDONED: Self = word("abandonnée", "abandoned");
    pub const SINCE_EVENT_WITHDRAWN: Self = word("retirée du plan", "withdrawn");
    pub const SINCE_VOTE: Self = word("le vote", "the vote");
    pub const SINCE_THEN: Self = word("Alors", "Then");
    pub const SINCE_VOTED: Self = word("Au vote", "Voted");
    pub const SINCE_STANDING: Self = word("1. Avancement", "1. Progress");
    pub const SINCE_INDICATORS: Self = word("2. Indicateurs", "2. Indicators");
    pub const SINCE_MONEY: Self = word("4. Budget", "4. Budget");
    pub const SINCE_PART: Self = word("Partie", "Part");
    pub const SINCE_WITHOUT_STATUS: Self = word("Actions sans statut", "Actions without a status");
    pub const SINCE_WITHOUT_OWNER: Self = word("Actions sans porteur", "Actions without an owner");
    pub const SINCE_WITHOUT_END: Self = word("Actions sans échéance", "Actions without an end");
    pub const SINCE_WITHOUT_INDICATOR: Self =
        word("Actions sans indicateur", "Actions without an indicator");
    pub const SINCE_WITHOUT_VALUE: Self = word(
        "Objectifs sans valeur mesurée",
        "Targets without a measured value",
    );
    pub const EVENT: Self = word("Événement", "Event");
    pub const FIELD: Self = word("Champ", "Field");
    pub const VALUE: Self = word("Valeur", "Value");
    pub const CHANGES: Self = word("Changements", "Changes");
    pub const SINCE_FIRST: Self = word("écart au départ", "change since the first");
    pub const SHARPER: Self = word("plus précis", "more precise");
    pub const VAGUER: Self = word("moins précis", "less precise");
}

impl Lang {
    /// A word that stands alone.
    pub fn word(self, word: Word) -> &'static str {
        self.of(word.fr, word.en)
    }

    /// The word for a severity.
    pub fn severity(self, severity: Severity) -> &'static str {
        self.word(match severity {
            Severity::Error => Word::ERROR,
            Severity::Warning => Word::WARNING,
        })
    }
}
