@echo off
rem Runs the fgan command from a clone: builds it first (seconds when nothing changed), then passes every word on.
setlocal
set "DOTNET_CLI_TELEMETRY_OPTOUT=1"
set "DOTNET_NOLOGO=1"
set "here=%~dp0"
set "program=%here%artifacts\fgan\FGan.Cli.dll"
powershell -NoProfile -Command "$p = Get-Item -LiteralPath $env:program -ErrorAction SilentlyContinue; if (-not $p) { exit 1 }; $roots = (Join-Path $env:here 'src'), (Join-Path $env:here '*'); $newer = @(Get-ChildItem -Path $roots[0] -Recurse -File -Include *.cs, *.csproj, *.props) + @(Get-ChildItem -Path $roots[1] -File -Include Directory.*.props) | Where-Object { $_.FullName -notmatch '\\obj\\' -and $_.LastWriteTime -gt $p.LastWriteTime }; if ($newer) { exit 1 }; exit 0"
if errorlevel 1 (
  echo Building fgan ^(first run, or the source changed^) ... 1>&2
  rem Compiled ahead of time commands start sooner; the compiler for that is a package, and where it cannot be had the JIT does.
  dotnet publish "%here%src\FGan.Cli" -c Release -o "%here%artifacts\fgan" -v quiet -p:RunAnalyzers=false >nul 2>&1 || dotnet publish "%here%src\FGan.Cli" -c Release -o "%here%artifacts\fgan" -v quiet -p:RunAnalyzers=false -p:PublishReadyToRun=false 1>&2 || exit /b 1
  powershell -NoProfile -Command "(Get-Item -LiteralPath $env:program).LastWriteTime = Get-Date"
)
dotnet "%program%" %*
exit /b %errorlevel%
