import { askAs } from './ask-as.ts';

const people = 40;

/**
 * What forty operators type who look for one person each: the name letter by letter, two beginnings, the middle of name
 * and address, the username, the code and its end, with capitals and accents as they come.
 */
export async function typedByPeople(data: string): Promise<string[]> {
  const found = await askAs('superuser', data, async (client) => {
    const { rows } = await client.query<{
      name: string;
      email: string;
      username: string;
      code: string | null;
    }>(
      `select coalesce(display_name, username) as name, email, username, personal_code as code
       from account left join identity on identity.account_id = account.id
       order by md5(account.id::text) limit $1`,
      [people],
    );
    return rows;
  });
  return [...new Set(found.flatMap(typedFor).filter((typed) => typed.trim() !== ''))];
}

function typedFor(person: { name: string; email: string; username: string; code: string | null }): string[] {
  const { name, email, username, code } = person;
  const [given = '', family = ''] = name.split(' ');
  return [
    ...[1, 2, 3, 4, 5, 6].map((letters) => name.slice(0, letters)),
    ...[1, 2, 3].map((letters) => `${given} ${family.slice(0, letters)}`),
    ...[2, 3, 4].map((letters) => family.slice(1, 1 + letters)),
    name.toUpperCase(),
    email,
    email.slice(3, 12),
    username,
    ...(code === null ? [] : [code, code.slice(-5)]),
  ];
}
