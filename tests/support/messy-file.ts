/**
 * What offices send: 1,248 rows in Windows-1252 between semicolons, with a password column, one that nobody knows, and
 * problems of every kind. Line 1 is the header.
 */
export function messyFile(): Buffer {
  const header = 'E-Mail-Adresse;Vorname;Nachname;Benutzername;Passwort;Silent;Spind';
  const people = Array.from({ length: rows - special.length }, (_, at) => {
    const name = at % 40 === 0 ? 'Müller' : `Person${at}`;
    return `person.${at}@alder.example;Zoë;${name};;geheim${at};no;${at}`;
  });
  return Buffer.from([header, ...special, ...people].join('\r\n'), 'latin1');
}

const rows = 1248;

const special = [
  'luca.ferri@gmial.com;Luca;Ferri;;geheim;no;A1',
  'mara.bruni@gmial.com;Mara;Bruni;;geheim;no;A2',
  'mailto:nils.berg@alder.example;Nils;Berg;;geheim;no;A3',
  'farah.rahimi@;Farah;Rahimi;;geheim;no;A4',
  'd.ito@alder.example;Dai;Ito;founder;geheim;no;A5',
  'a.kaya@alder.example;Ay;Kaya;;geheim;no;A6',
  'A.Kaya@alder.example;Ay;Kaya;;geheim;no;A7',
  'g.silva@alder.example;Gabriel;Silva;;geheim;maybe;A8',
  'h.lund@alder.example;Hanne;Lund;x;geheim;no;A9',
  'quiet@alder.example;Quinn;Ets;;geheim;yes;A10',
  'giulia.conti@alder-institute.example;Giulia;Conti;;geheim;no;A11',
];
