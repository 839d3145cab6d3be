import { Checkbox, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../../contract/permissions.ts';
import { useSession } from '../../shell/session.ts';
import { useApplicationWords } from '../../ui/use-application-words.ts';

interface PermissionChoiceProps {
  readonly chosen: readonly Permission[];
  readonly onChange: (permissions: Permission[]) => void;
  readonly error: string | undefined;
}

/** Those that one holds oneself: a key can have no others. */
export function PermissionChoice({ chosen, onChange, error }: PermissionChoiceProps) {
  const { t } = useTranslation('api-keys');
  const words = useApplicationWords();
  const { permissions } = useSession();
  return (
    <Checkbox.Group
      label={t('create.permissions')}
      description={t('create.permissionsHint')}
      value={[...chosen]}
      onChange={onChange}
      error={error}
    >
      <Stack gap={10} my={6} mah={280} style={{ overflowY: 'auto' }} p={4}>
        {permissions.map((permission) => {
          const [application = '', name = ''] = permission.split(':', 2);
          const { title, description } = words.permission(application, name);
          return (
            <Checkbox
              key={permission}
              name="permissions"
              value={permission}
              label={title}
              description={
                <>
                  {description}
                  <br />
                  <code dir="ltr">{permission}</code>
                </>
              }
            />
          );
        })}
      </Stack>
    </Checkbox.Group>
  );
}
