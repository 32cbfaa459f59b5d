// What the importer of Territoires en Transitions makes of a workbook, by its rules; and the workbooks that it offers.
//
// `node platform.cjs read FILE` prints the rows as JSON, `node platform.cjs write FOLDER` makes its template and an export.

const ExcelJS = require('exceljs');
const path = require('path');

const COLUMNS = [
  ['axis', 'Axe (x)'], ['subAxis', 'Sous-axe (x.x)'], ['subSubAxis', 'Sous-sous axe (x.x.x)'],
  ['title', "Titre de l'action"], ['part', 'Titre de la sous-action'], ['description', 'Descriptif'],
  ['governance', 'Instances de gouvernance'], ['objectives', 'Objectifs'], ['indicators', 'Indicateurs liés'],
  ['structures', 'Structure pilote'], ['resources', 'Moyens humains et techniques'], ['partners', 'Partenaires'],
  ['services', 'Direction ou service pilote'], ['pilots', 'Personne pilote'], ['elected', 'Élu·e référent·e'],
  ['participation', 'Participation Citoyenne'], ['financing', 'Financements'],
  ['funder1', 'Financeur 1'], ['amount1', 'Montant € HT'], ['funder2', 'Financeur 2'], ['amount2', 'Montant € HT'],
  ['funder3', 'Financeur 3'], ['amount3', 'Montant € HT'], ['budget', 'Budget prévisionnel total € HT'],
  ['status', 'Statut'], ['priority', 'Niveau de priorité'], ['start', 'Date de début'], ['end', 'Date de fin'],
];
const STATUSES = ['À venir', 'En cours', 'Réalisé', 'En pause', 'Abandonné', 'Bloqué', 'En retard', 'A discuter'];

// Commas outside quotes, guillemets and parentheses set names apart; a name said twice stands once.
function names(cell) {
  const parts = [];
  let part = '';
  let depth = 0;
  let quoted = false;
  for (const letter of String(cell ?? '')) {
    if (letter === '"') quoted = !quoted;
    else if ('(«'.includes(letter)) depth += 1;
    else if (')»'.includes(letter)) depth -= 1;
    if (letter === ',' && depth <= 0 && !quoted) {
      parts.push(part);
      part = '';
    } else {
      part += letter;
    }
  }
  parts.push(part);
  return [...new Set(parts.map((one) => one.trim()).filter(Boolean))];
}

function number(cell) {
  if (cell === null || cell === undefined) return null;
  const value = Number(cell);
  if (Number.isNaN(value)) throw new Error(`a number is wanted: ${cell}`);
  return value;
}

function day(cell) {
  if (cell === null || cell === undefined) return null;
  if (!(cell instanceof Date)) throw new Error(`a date is wanted: ${cell}`);
  return cell.toISOString().slice(0, 10);
}

function word(cell, known) {
  if (cell === null || cell === undefined) return null;
  if (!known.includes(cell)) throw new Error(`a word of the list is wanted: ${cell}`);
  return cell;
}

async function read(file) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.worksheets.find((one) => one.getCell('A2').value === COLUMNS[0][1]);
  if (!sheet) throw new Error('no sheet of data');
  COLUMNS.forEach(([, label], index) => {
    const found = String(sheet.getRow(2).values[index + 1] ?? '').trim();
    if (found !== label) throw new Error(`column ${index + 1} is ${found}, not ${label}`);
  });
  const rows = [];
  sheet.eachRow((row, place) => {
    if (place < 4) return;
    const raw = Object.fromEntries(COLUMNS.map(([name], index) => [name, row.values[index + 1] ?? null]));
    if (!raw.title) throw new Error(`row ${place} has no title`);
    const funders = [1, 2, 3]
      .map((one) => ({ name: raw[`funder${one}`], amount: number(raw[`amount${one}`]) }))
      .filter((one) => one.name && one.amount !== null);
    rows.push({
      axes: [raw.axis, raw.subAxis, raw.subSubAxis].filter(Boolean),
      title: raw.title,
      part: raw.part,
      structures: names(raw.structures),
      partners: names(raw.partners),
      participation: raw.participation,
      financing: raw.financing,
      funders,
      budget: number(raw.budget),
      status: word(raw.status, STATUSES),
      priority: word(raw.priority, ['Élevé', 'Moyen', 'Bas']),
      start: day(raw.start),
      end: day(raw.end),
    });
  });
  return rows;
}

async function template(file) {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Plan');
  sheet.addRow(["Modèle d'import"]);
  sheet.addRow(COLUMNS.map(([, label]) => label));
  sheet.addRow(COLUMNS.map(() => 'Champ libre'));
  const row = (values) => sheet.addRow(COLUMNS.map(([name]) => values[name] ?? null));
  const day = (text) => new Date(`${text}T00:00:00Z`);
  row({
    axis: 'Axe 1 : Mobilités', subAxis: 'Sous-axe 1.1 : Vélo', title: 'Schéma cyclable', structures: 'Agglo, « Syndicat, mixte »',
    partners: 'Région, Département (voirie, routes)', participation: 'Concertation', resources: '2 ETP',
    financing: 'Emprunt', funder1: 'Ademe', amount1: 20000, funder2: 'Région', amount2: 30000, budget: 100000,
    status: 'En cours', priority: 'Élevé', start: day('2024-01-01'), end: day('2026-12-31'),
  });
  row({
    axis: 'Axe 1 : Mobilités', subAxis: 'Sous-axe 1.1 : Vélo', title: 'Schéma cyclable', part: 'Étude',
    status: 'Réalisé', start: day('2024-01-01'), end: day('2024-06-30'),
  });
  for (const status of STATUSES) {
    row({ axis: 'Axe 2 : Énergie', title: `Action ${status}`, status, priority: 'Bas' });
  }
  await workbook.xlsx.writeFile(file);
}

async function exported(file) {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Plan');
  const sections = [
    ["Présentation de l'action", ['Axe (x)', 'Sous-axe (x.x)', 'Titre de la fiche action', 'Descriptif', 'Thématique principale', 'Moyens humains et techniques']],
    ['Gestion des accès', ['Confidentialité de la fiche']],
    ['Modalités de mise en œuvre', ['Statut', 'Niveau de priorité', 'Date de début', 'Date de fin']],
    ['Acteurs', ['Structure pilote', 'Partenaires', 'Participation citoyenne - type']],
    ['Budget', ['Budgets de fonctionnement', "Budgets d'investissement"]],
  ];
  let column = 1;
  for (const [section, labels] of sections) {
    sheet.getCell(1, column).value = section;
    sheet.mergeCells(1, column, 1, column + labels.length - 1);
    labels.forEach((label, index) => { sheet.getCell(2, column + index).value = label; });
    column += labels.length;
  }
  sheet.addRow(['Axe 1 : Mobilités']);
  sheet.addRow(['Axe 1 : Mobilités', 'Vélo']);
  sheet.addRow(['Axe 1 : Mobilités', 'Vélo', 'Schéma cyclable', 'Un schéma.', 'Transports', 'Deux agents', 'Non', 'En cours', 'Élevé',
    '01/01/2024', '31/12/2026', 'Agglo\nSyndicat mixte', 'Département, voirie', 'Concertation',
    '2024 :\n  - 1.5 ETP prévisionnels', '2024 :\n  - 200000 € HT prévisionnels\n  - 1000 € HT dépensés\n2025 :\n  - 300000 € HT prévisionnels']);
  sheet.addRow(['Axe 2 : Énergie', null, 'Rénover', null, 'Bâtiments', null, 'Non', 'À venir', 'Bas',
    null, null, 'Agglo', null, null, null, '2024 : 200000 € HT prévisionnels']);
  await workbook.xlsx.writeFile(file);
}

async function main([, , verb, place]) {
  if (verb === 'read') {
    console.log(JSON.stringify(await read(place)));
  } else {
    await template(path.join(place, 'template.xlsx'));
    await exported(path.join(place, 'export.xlsx'));
  }
}

main(process.argv).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
