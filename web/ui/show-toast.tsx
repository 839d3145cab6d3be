import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** What was said to be done can't be undone any more. */
export const hideToasts = () => notifications.clean();

/**
 * For done things only, with their undo where there is one; never for a form's errors. Gone after 8 s.
 * `showToast('Invitation revoked', () => …)`
 */
export function showToast(message: string, undo?: () => void): void {
  const id = notifications.show({
    message: (
      <>
        {message}{' '}
        {undo && (
          <Anchor
            component="button"
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            {i18next.t('undo', { ns: 'ui' })}
          </Anchor>
        )}
      </>
    ),
    autoClose: 8000,
    withBorder: true,
    color: 'gray',
    closeButtonProps: { 'aria-label': i18next.t('close', { ns: 'ui' }) },
  });
}
