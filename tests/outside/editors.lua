-- Asks the language server, as Neovim does, for each thing it offers; says what came back, a line each: NAME, a tab, JSON.
local file = os.getenv("PLAN_FILE")
local function say(name, what) io.stdout:write(name .. "\t" .. vim.fn.json_encode(what) .. "\n") end
local function text(buf) return table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), "\n") .. "\n" end
local function run()
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  local buf = vim.api.nvim_get_current_buf()
  local id = vim.lsp.start_client({ name = "plan", cmd = { "plan", "--today", "2026-01-15", "lsp" },
    root_dir = vim.fn.fnamemodify(file, ":h:h:h") })
  vim.lsp.buf_attach_client(buf, id)
  local client = vim.lsp.get_client_by_id(id)
  assert(vim.wait(10000, function() return client.initialized end, 10), "no answer to initialize")
  assert(vim.wait(10000, function() return #vim.diagnostic.get(buf) > 0 end, 10), "no diagnostics")
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(buf)) do
    table.insert(found, { line = d.lnum + 1, byte = d.col, code = d.code or d.user_data.lsp.code, message = d.message })
  end
  say("diagnostics", found)
  local function ask(method, params)
    local r, err = client.request_sync(method, params, 10000, buf)
    if not r or r.err then error(method .. ": " .. vim.inspect(r and r.err or err)) end
    return r.result
  end
  local function at(pattern)
    vim.api.nvim_win_set_cursor(0, { 1, 0 })
    assert(vim.fn.search(pattern) > 0, pattern .. " is not there")
    return vim.lsp.util.make_position_params(0, client.offset_encoding)
  end
  local items = ask("textDocument/completion", at("courss"))
  say("completion", vim.tbl_map(function(i) return i.label end, items.items or items))
  say("hover", ask("textDocument/hover", at("status")).contents.value)
  say("definition", ask("textDocument/definition", at("Ademe BFC")).uri)
  local params = at("Ademe BFC")
  params.context = { includeDeclaration = false }
  say("references", #ask("textDocument/references", params))
  local document = { textDocument = params.textDocument }
  say("symbols", vim.tbl_map(function(s) return s.name end, ask("textDocument/documentSymbol", document)))
  say("workspace", #ask("workspace/symbol", { query = "velo" }))
  say("folding", #ask("textDocument/foldingRange", document))
  say("links", #ask("textDocument/documentLink", document))
  document.range = vim.lsp.util.make_given_range_params({ 1, 0 }, { 9, 0 }, buf, client.offset_encoding).range
  say("hints", vim.tbl_map(function(h) return h.label end, ask("textDocument/inlayHint", document)))
  local r = client.request_sync("textDocument/moniker", at("status"), 10000, buf)
  say("unknown", r.err.code)
  -- A remedy, asked for by hand, made as Neovim makes it.
  at("courss")
  local range = vim.lsp.util.make_range_params(0, client.offset_encoding)
  range.context = { diagnostics = {} }
  for _, action in ipairs(ask("textDocument/codeAction", range)) do
    if action.isPreferred or action.title:find("En cours", 1, true) then
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
      break
    end
  end
  say("remedy", text(buf))
  vim.wait(10000, function() return #vim.diagnostic.get(buf) < #found end, 10)
  say("left", #vim.diagnostic.get(buf))
  -- Another name, and the layout, by Neovim's own commands.
  local before = text(buf)
  at("Ademe BFC")
  vim.lsp.buf.rename("Ademe Bourgogne")
  vim.wait(10000, function() return text(buf) ~= before end, 10)
  say("rename", text(buf))
  -- A file with an error is left as it is: the lines that have some go.
  vim.cmd("silent! g/publik\\|18 M/d")
  vim.api.nvim_buf_set_lines(buf, 0, 0, false, { "themes = ['Eau potable']" })
  say("sound", text(buf))
  if vim.lsp.buf.format then vim.lsp.buf.format({ async = false, timeout_ms = 10000 })
  else vim.lsp.buf.formatting_sync(nil, 10000) end
  say("formatting", text(buf))
  vim.cmd("silent! wall")
  vim.lsp.stop_client(id)
  say("stopped", vim.wait(10000, function() return vim.lsp.client_is_stopped(id) end, 10))
end
local ok, err = pcall(run)
if not ok then io.stderr:write(tostring(err) .. "\n") end
vim.cmd(ok and "qall!" or "cquit! 1")
