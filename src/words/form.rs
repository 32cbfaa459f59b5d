//! What a workbook says to the service that fills it in.

use crate::model::column::Column;
use crate::model::key::{Key, Shape};
use crate::words::Lang;

impl Lang {
    /// How to fill in the workbook, a sentence a line.
    pub fn how_to_fill_in(self) -> [&'static str; 7] {
        [
            self.of(
                "1. Si un bandeau jaune apparaît en haut, cliquer sur « Activer la modification ».",
                "1. If a yellow bar appears at the top, click on “Enable Editing”.",
            ),
            self.of(
                "2. Sur la feuille « Actions », les cellules blanches se remplissent. Les grises sont pour information, et verrouillées sans mot de passe.",
                "2. On the sheet “Actions”, fill in the white cells. The grey ones are for information, and locked without a password.",
            ),
            self.of(
                "3. Ne rien changer à ce qui est encore vrai. Une cellule effacée n'efface rien : pour vider un champ, y écrire (vide).",
                "3. Leave what is still true as it is. A cell that is cleared clears nothing: to empty a field, write (empty) there.",
            ),
            self.of(
                "4. Une liste propose des valeurs ; une autre valeur est possible, et sera relue.",
                "4. A list offers values; another value is possible, and will be looked at.",
            ),
            self.of(
                "5. Une action nouvelle s'écrit sur une ligne libre, sous les autres : sa mesure et son titre suffisent.",
                "5. A new action goes on a free row below the others: its measure and its title are enough.",
            ),
            self.of(
                "6. Trier, filtrer, élargir et commenter est permis. Une ligne supprimée ne supprime pas l'action.",
                "6. You may sort, filter, widen and comment. Deleting a row does not delete its action.",
            ),
            self.of(
                "7. Enregistrer, et renvoyer le fichier, sous le nom qu'on veut.",
                "7. Save the file and send it back, under any name.",
            ),
        ]
    }

    /// What the heading of a column says of filling it in.
    pub fn form_note(self, column: Column, is_open: bool) -> &'static str {
        if !is_open {
            return self.of(
                "Pour information : verrouillée. À remplir seulement pour une action nouvelle.",
                "For information: locked. To be filled in for a new action only.",
            );
        }
        match column {
            Column::Key(Key::Status) => self.of(
                "Choisir dans la liste. Pour vider : (vide).",
                "Choose from the list. To empty it: (empty).",
            ),
            Column::Key(Key::Budget) => self.of(
                "Le montant en euros : 25 M€, 30 k€, 24 000. Pour vider : (vide).",
                "The amount in euros: 25 M€, 30 k€, 24 000. To empty it: (empty).",
            ),
            Column::Key(key) if key.shape() == Shape::Date => self.of(
                "Aussi précis qu'on le sait : 2027, 05/2027, 12/05/2027, été 2027, T3 2027 ; ? si la date est inconnue. Pour vider : (vide).",
                "As precise as it is known: 2027, 05/2027, 12/05/2027, été 2027, T3 2027; ? where it is unknown. To empty it: (empty).",
            ),
            Column::Key(key) if key.shape() == Shape::List => self.of(
                "Plusieurs valeurs se séparent par un point-virgule. Pour vider : (vide).",
                "Several values are set apart by a semicolon. To empty it: (empty).",
            ),
            // Whatever else is written freely.
            _ => self.of("Texte libre. Pour vider : (vide).", "Free text. To empty it: (empty)."),
        }
    }
}
