/** Every line of the commands, in both languages. A refusal names the thing, the reason and the way out. */
export const sentences = {
  installing: {
    en: "Installing packages (first start or new versions, about a minute) …",
    zh: "正在安装依赖包（首次启动或版本更新，约一分钟）……",
  },
  building: { en: "Building the application (about a minute) …", zh: "正在构建应用（约一分钟）……" },
  data_folder: { en: "Data folder: {folder}", zh: "数据目录：{folder}" },
  creating_database: { en: "Creating the database …", zh: "正在创建数据库……" },
  stopping_orphan: {
    en: "Stopping a database that an earlier run left behind …",
    zh: "正在停止上次运行遗留的数据库……",
  },
  migrating: { en: "Preparing the database …", zh: "正在准备数据库……" },
  database_restarted: {
    en: "The database stopped by itself and was started again.",
    zh: "数据库意外停止，已重新启动。",
  },
  ready: { en: "Kehu is ready: {address}", zh: "Kehu 已就绪：{address}" },
  stopping: { en: "Stopping …", zh: "正在停止……" },
  stopped: { en: "Stopped.", zh: "已停止。" },
  host_ignored: {
    en: "HOST is ignored: with APP_ENV={appEnv} Kehu listens on this machine only.",
    zh: "已忽略 HOST：APP_ENV={appEnv} 时，Kehu 仅在本机监听。",
  },

  backup_usage: { en: "Usage: npm run backup -- FILE.zip", zh: "用法：npm run backup -- 文件.zip" },
  restore_usage: { en: "Usage: npm run restore -- FILE.zip", zh: "用法：npm run restore -- 文件.zip" },
  backup_exists: {
    en: "{file} exists already. A backup never replaces another: choose a new name.",
    zh: "{file} 已存在。备份不会覆盖已有文件，请换一个文件名。",
  },
  backup_done: {
    en: "Backed up {rows} rows of {tables} tables and {files} files to {file}.",
    zh: "已将 {tables} 张表的 {rows} 行数据和 {files} 个文件备份到 {file}。",
  },
  restore_done: {
    en: "Restored {rows} rows of {tables} tables and {files} files, as they were at {at}.",
    zh: "已恢复 {tables} 张表的 {rows} 行数据和 {files} 个文件，状态为 {at}。",
  },
  not_a_backup: {
    en: "{file} is not a backup made by npm run backup.",
    zh: "{file} 不是由 npm run backup 生成的备份。",
  },
  damaged: {
    en: "{file} is damaged ({part}). Nothing has been changed. Take another backup.",
    zh: "{file} 已损坏（{part}）。未做任何更改，请改用其他备份。",
  },
  other_shape: {
    en: "{file} was made by another version of Kehu. Check that version out, restore there, then update.",
    zh: "{file} 由其他版本的 Kehu 生成。请切换到该版本完成恢复，然后再升级。",
  },
  database_in_use: {
    en: "The database has users already. A backup goes into an empty one only, so that nothing is lost.",
    zh: "数据库中已有用户。为避免数据丢失，备份只能恢复到空数据库。",
  },
  files_in_the_way: {
    en: "There are files in {part} already. Move them away, so that nothing is lost.",
    zh: "{part} 中已有文件。为避免数据丢失，请先移走这些文件。",
  },
  no_right: {
    en: "The user of DATABASE_URL may not put rows back. It needs to be a superuser, or: GRANT SET ON PARAMETER session_replication_role.",
    zh: "DATABASE_URL 的用户没有恢复数据的权限。需要超级用户，或执行：GRANT SET ON PARAMETER session_replication_role。",
  },

  unknown_option: { en: "Unknown option {option}. The only option is --dev.", zh: "未知选项 {option}，仅支持 --dev。" },
  bad_port: {
    en: "PORT={port} is not a port number. Give a number from 1 to 65535.",
    zh: "PORT={port} 不是有效端口，请设置 1 到 65535 之间的数字。",
  },
  port_taken: {
    en: "Port {port} is taken by another program. Stop it, or choose another port: PORT={other} {command}",
    zh: "端口 {port} 已被其他程序占用。请停止该程序，或换一个端口：PORT={other} {command}",
  },
  port_forbidden: {
    en: "This user may not listen on {host}:{port} ({reason}). Choose a port above 1023: PORT={other} {command}",
    zh: "当前用户无法在 {host}:{port} 监听（{reason}）。请选择大于 1023 的端口：PORT={other} {command}",
  },
  already_running: {
    en: "Kehu is already running from this folder (process {pid}{where}). Stop it first, or use that one.",
    zh: "该目录中的 Kehu 已在运行（进程 {pid}{where}）。请先停止它，或直接使用。",
  },
  folder_is_file: {
    en: "The data folder {folder} cannot be used: {part} is a file. Move it away, or set KEHU_DATA to another folder.",
    zh: "无法使用数据目录 {folder}：{part} 是文件。请移走该文件，或将 KEHU_DATA 设为其他目录。",
  },
  folder_not_writable: {
    en: "The data folder {folder} cannot be written ({reason}). Give this user the right, or set KEHU_DATA to another folder.",
    zh: "无法写入数据目录 {folder}（{reason}）。请授予当前用户写权限，或将 KEHU_DATA 设为其他目录。",
  },
  folder_full: {
    en: "Only {free} MB are free for the data folder {folder}, {needed} MB are needed. Make room, or set KEHU_DATA to another folder.",
    zh: "数据目录 {folder} 仅剩 {free} MB，至少需要 {needed} MB。请清理空间，或将 KEHU_DATA 设为其他目录。",
  },
  folder_unreachable: {
    en: "The database runs as user {user}, who cannot reach {folder}. Open its parent folders (chmod o+x), or set KEHU_DATA to another folder.",
    zh: "数据库以用户 {user} 运行，而该用户无法进入 {folder}。请放开其上级目录权限（chmod o+x），或将 KEHU_DATA 设为其他目录。",
  },
  install_failed: {
    en: "The packages could not be installed (npm ci ended with code {code}). Check the network or the npm registry and try again.",
    zh: "依赖包安装失败（npm ci 退出码 {code}）。请检查网络或 npm 源后重试。",
  },
  build_failed: { en: "The application could not be built:", zh: "应用构建失败：" },
  build_missing: {
    en: "There is no build to serve. Run: npm run build",
    zh: "尚无可用的构建结果。请先执行：npm run build",
  },
  no_binaries: {
    en: "There is no embedded PostgreSQL for this machine ({platform}). Install PostgreSQL 15 or newer and set DATABASE_URL.",
    zh: "内置 PostgreSQL 不支持当前平台（{platform}）。请安装 PostgreSQL 15 或更高版本，并设置 DATABASE_URL。",
  },
  binaries_broken: {
    en: "The embedded PostgreSQL does not run on this machine. Delete node_modules and start again, or set DATABASE_URL to a PostgreSQL 15 or newer:",
    zh: "内置 PostgreSQL 无法在本机运行。请删除 node_modules 后重试，或将 DATABASE_URL 指向 PostgreSQL 15 或更高版本：",
  },
  other_version: {
    en: "The database in {folder} was made by PostgreSQL {found}, this Kehu brings {brought}. Start the earlier Kehu, back up, and restore here.",
    zh: "{folder} 中的数据库由 PostgreSQL {found} 创建，而当前 Kehu 自带版本 {brought}。请用旧版 Kehu 启动并备份，再恢复到此处。",
  },
  initdb_failed: {
    en: "The database could not be created in {folder}. Correct the reason below and start again:",
    zh: "无法在 {folder} 中创建数据库。请排除以下原因后重试：",
  },
  postgres_failed: {
    en: "The database in {folder} did not start. Correct the reason below and start again:",
    zh: "{folder} 中的数据库未能启动。请排除以下原因后重试：",
  },
  database_lost: {
    en: "The database stopped several times in a row; Kehu ends. See {folder} for its log, then start again.",
    zh: "数据库连续多次意外停止，Kehu 已退出。请查看 {folder} 中的日志后重新启动。",
  },
  database_url_missing: {
    en: "npm start needs DATABASE_URL (postgres://user:password@host:5432/name). To run with an embedded database: npm run up",
    zh: "npm start 需要设置 DATABASE_URL（postgres://user:password@host:5432/name）。如需使用内置数据库，请执行：npm run up",
  },
  database_url_invalid: {
    en: "DATABASE_URL is not an address of the form postgres://user:password@host:5432/name. Correct or unset it.",
    zh: "DATABASE_URL 的格式应为 postgres://user:password@host:5432/name。请更正或取消该变量。",
  },
  database_unreachable: {
    en: "The database at {place} (DATABASE_URL) cannot be used: {reason}. Start that server or correct the address; unset DATABASE_URL for the embedded database.",
    zh: "无法使用 {place} 上的数据库（DATABASE_URL）：{reason}。请启动该服务或更正地址；如需使用内置数据库，请取消 DATABASE_URL。",
  },
  database_too_old: {
    en: "The database at {place} is PostgreSQL {version}. Kehu needs PostgreSQL 15 or newer: upgrade it or choose another.",
    zh: "{place} 上的数据库是 PostgreSQL {version}。Kehu 需要 15 或更高版本，请升级或更换。",
  },
  database_not_utf8: {
    en: "The database at {place} has the encoding {encoding}. Kehu needs UTF8: create a database with that encoding.",
    zh: "{place} 上的数据库编码为 {encoding}。Kehu 需要 UTF8，请用该编码创建数据库。",
  },
  script_failed: {
    en: "{script} ended with code {code}. Correct the reason below and start again:",
    zh: "{script} 退出码为 {code}。请排除以下原因后重试：",
  },
  bad_app_env: {
    en: "APP_ENV={appEnv} is unknown. Use development, demo, acceptance or production.",
    zh: "未知的 APP_ENV={appEnv}。可用值：development、demo、acceptance、production。",
  },
  app_env_for_dev: {
    en: "npm run dev is for APP_ENV=development only, not {appEnv}. Use npm run up.",
    zh: "npm run dev 仅适用于 APP_ENV=development，不适用于 {appEnv}。请使用 npm run up。",
  },
  app_env_for_build: {
    en: "APP_ENV=development is for npm run dev only. Use demo, acceptance or production, or leave it unset.",
    zh: "APP_ENV=development 仅适用于 npm run dev。请改用 demo、acceptance、production，或不设置。",
  },
  weak_secret: {
    en: "APP_ENV=production needs AUTH_SECRET with 32 characters or more. Make one with: openssl rand -base64 48",
    zh: "APP_ENV=production 需要至少 32 个字符的 AUTH_SECRET。可用以下命令生成：openssl rand -base64 48",
  },
  server_failed: {
    en: "The server could not start. Correct the reason below and start again:",
    zh: "服务器未能启动。请排除以下原因后重试：",
  },
};
