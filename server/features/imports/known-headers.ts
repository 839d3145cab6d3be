/**
 * Headers of other products' files and of people's own lists, compared as `headerKey` writes them. From the products'
 * documentation; none of them is ever asked of the network.
 */
const own: Readonly<Record<string, string>> = {
  email:
    'email emailaddress mail mailaddress workemail primaryemail primaryemailaddress useremail emailid inviteeemail emailaddresstoinvite emails0value emails correo correoelectronico courriel adressecourriel adresseemail emailadresse mailadresse indirizzoemail indirizzomail postaelettronica indirizzodipostaelettronica email1',
  username:
    'username usernames user login loginname preferredusername samaccountname uid account accountname nomeutente benutzername anmeldename utente identifiant nomdutilisateur usuario nombredeusuario cognitousername',
  population: 'population usertype populationkind popolazione utenza',
  language: 'language preferredlanguage locale lang lingua sprache langue idioma linguapreferita',
  time_zone: 'timezone zoneinfo fusoorario zeitzone fuseauhoraire zonahoraria',
  message:
    'message personalmessage customizedmessagebody customizedinvitationmessage messaggio nachricht mensaje',
  silent: 'silent bypassnotification noemail silenzioso',
  send_at: 'sendat senddate sendon dainviareil invio',
  grants: 'grants permissions permessi',
  grants_from: 'grantsfrom grantfrom permissionsfrom permessidal',
  grants_until: 'grantsuntil grantuntil permissionsuntil permessifinoal',
  identity: 'identity digitalidentity identita identitadigitale',
};

/** Fields of the default form; one that an organization took out of its form is nobody's. */
const identity: Readonly<Record<string, string>> = {
  given_name:
    'givenname firstname first forename namegivenname nome vorname prenom nombre given fornamn voornaam',
  family_name:
    'familyname lastname surname last sn namefamilyname cognome nachname nomdefamille apellido apellidos familienname achternaam sobrenome',
  preferred_name: 'preferredname nickname nomepreferito rufname surnom',
  date_of_birth:
    'dateofbirth birthdate birthday dob datadinascita geburtsdatum datedenaissance fechadenacimiento',
  place_of_birth: 'placeofbirth birthplace luogodinascita geburtsort lieudenaissance',
  gender: 'gender sex sesso genere geschlecht genre genero',
  nationality: 'nationality citizenship nazionalita cittadinanza nationalitat nationalite nacionalidad',
  phone:
    'phone mobilephone mobile phonenumber primaryphone primaryphonenumber mobilenumber mobileno cellphone telefono cellulare telefon handy telephone recoveryphone phonenumbers0value movil',
  personal_email:
    'personalemail homeemail alternateemail alternateemailaddress secondemail recoveryemail homesecondaryemail emailpersonale privatemail',
  'address.street':
    'street streetaddress address addressline1 homestreetaddress indirizzo via strasse adresse direccion homeaddress address1',
  'address.extra': 'addressline2 address2',
  'address.postalCode':
    'postalcode zip zipcode ziporpostalcode cap plz codepostal codigopostal homepostalcode postcode',
  'address.city': 'city town citta stadt ort ville ciudad homecity comune',
  'address.region': 'state stateorprovince province region provincia regione homestate bundesland',
  'address.country': 'country countryorregion countrycode paese land pays pais homecountry nazione',
  document_kind: 'documentkind documenttype tipodocumento',
  document_number: 'documentnumber numerodocumento passportnumber',
  document_country: 'documentcountry issuingcountry paesedirilascio',
  document_expiry: 'documentexpiry expirydate scadenzadocumento',
  tax_code: 'taxcode taxid codicefiscale fiscalcode steuernummer numerofiscal nif',
  title: 'title jobtitle position employeetitle qualifica mansione posizione funktion puesto cargo ruolo',
  department: 'department dept dipartimento reparto ufficio abteilung departement departamento orgunit',
  start_date: 'startdate hiredate startingdate datainizio inizio eintrittsdatum starts',
  end_date: 'enddate leavingdate datafine fine austrittsdatum ends',
};

/** Known, and of no use here. */
const useless = new Set(
  (
    'blocksignin accountenabled usagelocation office physicaldeliveryofficename officenumber ' +
    'officephone telephonenumber fax faxnumber workphone homephone workaddress managers manager manageremail employeeid ' +
    'employeetype employeenumber employeeidentifier costcenter buildingid floorname floorsection orgunitpath ' +
    'newprimaryemail worksecondaryemail changepasswordatnextsignin newstatus newlicenses lastsignin ' +
    'advancedprotectionprogramenrollment objectid memberobjectidorupn inviteredirecturl redirectionurl sendemail ' +
    'sendinvitationmessage middlename honorificprefix honorificsuffix profileurl timezonename ' +
    'postaladdress organization division managerid createddatetime usertypeid externalid active id userid guid userguid ' +
    'picture profile website emailverified phonenumberverified phoneverified updatedat createdat blocked usermetadata ' +
    'appmetadata mfafactors cognitomfaenabled description location company managedappleid usergroup imgroup ' +
    'enableuserportalmultifactor enrollmentdays resendtransferrequests canceltransferrequests requestssent ' +
    'requestsstatus totpsecret verifiedemailaddresses unverifiedemailaddresses verifiedphonenumbers ' +
    'unverifiedphonenumbers homepobox workstreetaddress workpobox workcity workstate workpostalcode workcountry ' +
    'homenumber worknumber workmobilenumber workfaxnumber foyerline foyeroutcome foyerreason ' +
    'foyername foyerpersonalcode foyeraccount foyeridentity foyeradded status agency'
  ).split(' '),
);

// Words for a secret in the languages of the world's exports, looked for anywhere in a header (ruling 25).
const secretWords = [
  'password passwd passwort passcode passphrase pass_word pwd hash digest secret salt totp contraseña motdepasse kennwort',
  'parola senha wachtwoord lösenord passord adgangskode salasana hasło haslo heslo jelszó şifre parool slaptažodis geslo',
  'lozinka lozinka пароль парола лозинка סיסמה كلمةالسر كلمةالمرور 密码 密碼 口令 パスワード 비밀번호 mậtkhẩu',
].flatMap((line) => line.split(' '));
const notSecret = /^(?:bypass|changepassword|forcechangepassword)/;

const targets = new Map<string, string>([
  ...Object.entries(own).flatMap(([target, keys]) => keys.split(' ').map((key) => [key, target] as const)),
  ...Object.entries(identity).flatMap(([field, keys]) =>
    keys.split(' ').map((key) => [key, `identity.${field}`] as const),
  ),
]);

/** `First Name [Required]` → `firstname`, `Label [property] Required` → `property`, `identity.given_name` → itself. */
export function headerKey(header: string): string {
  const named = header.slice(0, 200).normalize('NFKD').toLowerCase();
  const plain = named.replaceAll(
    /\[?(?:required|upload only|read only|must be in the e\.164 format)\]?/g,
    '',
  );
  const property = /\[([^\]]+)\]/.exec(plain)?.[1] ?? plain;
  const last = property.includes('urn:') ? (property.split(':').at(-1) ?? property) : property;
  return last.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const secretKeys = secretWords.map(headerKey);

export interface KnownHeader {
  /** `name`: a whole name, of use only where its parts are missing. */
  readonly kind: 'target' | 'useless' | 'password' | 'name' | 'unknown';
  readonly target?: string;
}

/** What a header says its column is about; the value of some depends on what the whole file is. */
export function knowHeader(header: string): KnownHeader {
  const key = headerKey(header);
  if (secretKeys.some((word) => key.includes(word)) && !notSecret.test(key)) return { kind: 'password' };
  const target = targets.get(key);
  if (target !== undefined) return { kind: 'target', target };
  // A user principal name is an address; where there is a mail beside it, it is the name to sign in with.
  if (key === 'userprincipalname') return { kind: 'target', target: 'email' };
  if (['name', 'fullname', 'displayname', 'nomecompleto', 'nominativo'].includes(key))
    return { kind: 'name' };
  if (useless.has(key) || /^(?:course|group|cohort|role|securityrole|logicalid)\d+$/.test(key))
    return { kind: 'useless' };
  return { kind: 'unknown' };
}

export function looksKnown(cell: string): boolean {
  return !cell.includes('@') && cell.trim() !== '' && knowHeader(cell).kind !== 'unknown';
}

/** The nearest known header, for a header that is one slip or a word away. */
export function suggestTarget(header: string): string | undefined {
  const key = headerKey(header);
  if (key.length < 3) return undefined;
  for (const [known, target] of targets) {
    if (known.length >= 4 && (key.includes(known) || oneSlipApart(key, known))) return target;
  }
  return undefined;
}

function oneSlipApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const [restOne, restOther] = [one.slice(same), other.slice(same)];
  const swapped =
    restOne[0] === restOther[1] && restOne[1] === restOther[0] && restOne.slice(2) === restOther.slice(2);
  return (
    swapped ||
    restOne.slice(1) === restOther.slice(1) ||
    restOne.slice(1) === restOther ||
    restOne === restOther.slice(1)
  );
}
