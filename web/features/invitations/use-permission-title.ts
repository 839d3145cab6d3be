import { useApplicationWords } from '../../ui/use-application-words.ts';

/** Of `application:permission`, where it stands among those of other applications: "Settings: Access". */
export function usePermissionTitle(): (name: string) => string {
  const words = useApplicationWords();
  return (name) => {
    const [application = '', permission = ''] = name.split(':');
    const { title } = words.permission(application, permission);
    return `${words.application(application).title}: ${title}`;
  };
}
