import { useEffect, useState } from 'react';

/** A number as people write it, `+39 040 676 1234`; until the plans of the countries are there, as it is kept. */
export function PhoneText({ number }: { readonly number: string }) {
  const [written, setWritten] = useState(number);
  useEffect(() => {
    let isWanted = true;
    void import('libphonenumber-js/min').then(({ parsePhoneNumberFromString }) => {
      if (isWanted) setWritten(parsePhoneNumberFromString(number)?.formatInternational() ?? number);
    });
    return () => {
      isWanted = false;
    };
  }, [number]);
  return <bdi dir="ltr">{written}</bdi>;
}
