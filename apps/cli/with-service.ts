import { configurationFrom, openService, type Service } from '#libs/platform';

/** Opens the service on the configured data folder for one piece of work, and closes it after. */
export const withService = async <T>(work: (service: Service) => Promise<T>): Promise<T> => {
  const service = await openService({ ...configurationFrom(process.env), logLevel: 'error' });
  try {
    return await work(service);
  } finally {
    await service.close();
  }
};
