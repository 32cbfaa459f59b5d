// Starts `plan lsp` for the TOML files of the folder, and calls the program for what is no matter of one file.
const vscode = require("vscode");
const { execFile } = require("child_process");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const program = () => vscode.workspace.getConfiguration("plan").get("command");
const folder = () => vscode.workspace.workspaceFolders?.[0];

/** Says what to do where the program is not found. */
async function missing() {
  const settings = "Ouvrir le réglage";
  const chosen = await vscode.window.showErrorMessage(
    `Le programme « ${program()} » est introuvable. Installez plan (docs/installer.md), ou dites où il se trouve dans le réglage plan.command, puis rechargez la fenêtre.`,
    settings);
  if (chosen) vscode.commands.executeCommand("workbench.action.openSettings", "plan.command");
}

/** Runs the program where its questions and answers are seen; tells how it ended. */
function run(name, args) {
  const task = new vscode.Task({ type: "plan" }, folder() ?? vscode.TaskScope.Workspace, name, "plan",
    new vscode.ProcessExecution(program(), args, { cwd: folder()?.uri.fsPath }));
  task.presentationOptions = { clear: true, focus: true };
  return new Promise((resolve) => {
    const ended = vscode.tasks.onDidEndTaskProcess((end) => {
      if (end.execution.task.name !== name) return;
      ended.dispose();
      resolve(end.exitCode);
    });
    vscode.tasks.executeTask(task);
  });
}

let client;
exports.activate = async (context) => {
  const register = (name, action) =>
    context.subscriptions.push(vscode.commands.registerCommand(name, action));
  register("plan.new", async () => {
    const title = await vscode.window.showInputBox({ prompt: "Titre de l'action" });
    if (title) await run("Nouvelle action", ["new", title]);
  });
  register("plan.check", () => run("Vérifier le plan", ["check"]));
  register("plan.report", async () => {
    const page = "rapport.html";
    if ((await run("Rapport", ["report", "-o", page])) === 0 && folder())
      vscode.env.openExternal(vscode.Uri.joinPath(folder().uri, page));
  });
  const found = await new Promise((resolve) =>
    execFile(program(), ["--version"], (error) => resolve(!error)));
  if (!found) return missing();
  client = new LanguageClient("plan", "plan",
    { command: program(), args: ["lsp"], transport: TransportKind.stdio },
    {
      documentSelector: [{ scheme: "file", language: "toml" }],
      initializationOptions: { lastChange: vscode.workspace.getConfiguration("plan").get("lastChange") },
    });
  context.subscriptions.push(client);
  await client.start();
};
exports.deactivate = () => client?.stop();
