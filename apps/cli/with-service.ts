import {
  configurationFrom,
  hasLog,
  openService,
  type Configuration,
  type Service,
} from '#libs/platform';

type Work<T> = (service: Service) => Promise<T>;

const opened = async <T>(configuration: Configuration, work: Work<T>): Promise<T> => {
  const service = await openService({ ...configuration, logLevel: 'error' });
  try {
    return await work(service);
  } finally {
    await service.close();
  }
};

/** Opens the service on the configured data folder for one piece of work, and closes it after. */
export const withService = <T>(work: Work<T>): Promise<T> =>
  opened(configurationFrom(process.env), work);

/**
 * The same, for what only looks: a folder that was mistyped must not be made, found empty and called
 * sound.
 *
 * @throws Error when there is no log in the folder
 */
export const withRecords = async <T>(work: Work<T>): Promise<T> => {
  const configuration = configurationFrom(process.env);
  const { dataDir, eventStoreUrl } = configuration;
  if (eventStoreUrl === undefined && !hasLog(dataDir))
    throw new Error(
      `There is no log in the folder ${dataDir}. Nothing was looked at, and nothing was made. ` +
        'Say with PLACEMENTS_DATA where the data lies.',
    );
  return opened(configuration, work);
};
